internal import Foundation
internal import Tensor

/// The items of made-up data: genre, popularity, character and effect of each.
struct SyntheticCatalogue {
  /// The items by genre and popularity.
  let items: SyntheticGroups
  /// How much higher than average each item is rated.
  let effects: [Double]
  private let genreCharacters: [Double]
  private let characters: [Double]
  private let rank: Int

  /// Makes up the items of a configuration.
  init(_ configuration: SyntheticRatings) {
    var rng = SeededGenerator(
      seed: configuration.seed, stream: SyntheticRatings.Stream.items)
    let (count, rank) = (configuration.itemCount, configuration.tasteRank)
    let logarithms = SyntheticGroups.logarithms(
      count: count, exponent: configuration.popularityExponent,
      shift: configuration.popularityShift, using: &rng)
    let genreCharacters = (0..<configuration.genreCount * rank).map { _ in rng.nextNormal() }
    let genres = (0..<count).map { _ in rng.nextIndex(below: configuration.genreCount) }
    let common = configuration.genreShare.squareRoot()
    let own = (1 - configuration.genreShare).squareRoot()
    var characters: [Double] = []
    characters.reserveCapacity(count * rank)
    for genre in genres {
      for dimension in 0..<rank {
        characters.append(
          common * genreCharacters[genre * rank + dimension] + own * rng.nextNormal())
      }
    }
    let mean = logarithms.reduce(0, +) / Double(count)
    let variance = logarithms.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    let unit = variance > 0 ? configuration.popularityEffect / variance.squareRoot() : 0
    effects = logarithms.map {
      ($0 - mean) * unit + rng.nextNormal(deviation: configuration.itemDeviation)
    }
    items = SyntheticGroups(
      popularity: logarithms.map(exp), groups: genres, count: configuration.genreCount)
    self.rank = rank
    self.genreCharacters = genreCharacters
    self.characters = characters
  }

  /// How much more often a user of this taste rates an item of each genre than its popularity says.
  func preferences(taste: [Double], selectivity: Double) -> [Double] {
    items.items.indices.map { genre in
      exp(selectivity * product(taste, genreCharacters, genre))
    }
  }

  /// How well an item suits a taste: mean 0 and deviation 1 over all tastes and characters.
  func match(_ taste: [Double], _ item: Int) -> Double {
    product(taste, characters, item)
  }

  private func product(_ taste: [Double], _ rows: [Double], _ row: Int) -> Double {
    var sum = 0.0
    for dimension in 0..<rank { sum += taste[dimension] * rows[row * rank + dimension] }
    return sum / Double(rank).squareRoot()
  }
}

internal import Foundation
internal import Tensor

/// The items of made-up data: genre, popularity, character and effect of each.
struct SyntheticCatalogue {
  /// The popularity of each item.
  let popularity: [Double]
  /// The genre of each item.
  let genres: [Int]
  /// The items of each genre.
  let itemsByGenre: [[Int]]
  /// For each genre, sums of popularity up to and with each of its items.
  let cumulativePopularity: [[Double]]
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
    var ranks = Array(0..<count)
    ranks.pinnedShuffle(using: &rng)
    let logarithms = ranks.map {
      -configuration.popularityExponent * log(Double($0) + configuration.popularityShift)
    }
    let popularity = logarithms.map(exp)
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
    var itemsByGenre = [[Int]](repeating: [], count: configuration.genreCount)
    for item in 0..<count { itemsByGenre[genres[item]].append(item) }
    cumulativePopularity = itemsByGenre.map { items in
      var sum = 0.0
      return items.map { item in
        sum += popularity[item]
        return sum
      }
    }
    self.rank = rank
    self.popularity = popularity
    self.genres = genres
    self.itemsByGenre = itemsByGenre
    self.genreCharacters = genreCharacters
    self.characters = characters
  }

  /// How much more often a user of this taste rates an item of each genre than its popularity says.
  func preferences(taste: [Double], selectivity: Double) -> [Double] {
    itemsByGenre.indices.map { genre in
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

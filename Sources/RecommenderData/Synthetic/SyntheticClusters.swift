internal import Foundation
internal import Tensor

/// The items of made-up sequences, how clusters follow one another and whom they suit.
struct SyntheticClusters {
  /// The items by cluster and popularity.
  let items: SyntheticGroups
  /// How much more often each cluster, a row, is followed by each than popularity says.
  let transitions: [[Double]]
  private let characters: [[Double]]

  /// Makes up the clusters of a configuration.
  init(_ configuration: SyntheticSequences) {
    var rng = SeededGenerator(
      seed: configuration.seed, stream: SyntheticSequences.Stream.items)
    let count = configuration.clusterCount
    let logarithms = SyntheticGroups.logarithms(
      count: configuration.itemCount, exponent: configuration.popularityExponent,
      shift: configuration.popularityShift, using: &rng)
    let groups = logarithms.map { _ in rng.nextIndex(below: count) }
    items = SyntheticGroups(popularity: logarithms.map(exp), groups: groups, count: count)
    transitions = (0..<count).map { _ in
      (0..<count).map { _ in exp(rng.nextNormal(deviation: configuration.transitionDeviation)) }
    }
    characters = (0..<count).map { _ in
      (0..<configuration.tasteRank).map { _ in rng.nextNormal() }
    }
  }

  /// How much more often a user of this taste takes each cluster than popularity says.
  func preferences(taste: [Double], selectivity: Double) -> [Double] {
    let scale = selectivity / Double(taste.count).squareRoot()
    return characters.map { character in
      exp(scale * zip(taste, character).reduce(0) { $0 + $1.0 * $1.1 })
    }
  }
}

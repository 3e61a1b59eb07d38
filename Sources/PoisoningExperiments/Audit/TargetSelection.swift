public import RecommenderData
internal import Tensor

/// Which items an experiment promotes.
public enum TargetSelection: Hashable, Sendable {
  /// So many different items, drawn uniformly from ``eligibleItems(in:)``.
  case random(count: Int)
  /// The items with these identifiers.
  case identifiers([String])

  /// The items that make sense as random targets, ascending: those that at least one normal user
  /// has rated and at least one has not.
  ///
  /// An item without ratings is known to a matrix by its identifier alone, and one that everybody
  /// has rated can be recommended to nobody.
  public static func eligibleItems(in ratings: RatingMatrix) -> [Int] {
    ratings.itemStatistics.counts.indices.filter {
      (1..<max(1, ratings.normalUserCount)).contains(ratings.itemStatistics.counts[$0])
    }
  }

  /// The selected items by index: given ones in their order, random ones in the order of drawing.
  ///
  /// A smaller number of random targets with the same generator need not be part of a larger one.
  ///
  /// - Throws: `ExperimentError.tooFewTargets`, `.unknownTarget` or `.targetRatedByAll` for what
  ///   their names say; `.invalidOption` for no target, or one given twice.
  public func items(
    in ratings: RatingMatrix, using rng: inout some RandomNumberGenerator
  ) throws(ExperimentError) -> [Int] {
    switch self {
    case .random(let count):
      guard count >= 1 else {
        throw .invalidOption(name: "targetCount", requirement: "\(count) is not at least 1")
      }
      let eligible = Self.eligibleItems(in: ratings)
      guard count <= eligible.count else {
        throw .tooFewTargets(asked: count, eligible: eligible.count)
      }
      return RandomSampling.indices(count, from: eligible.count, using: &rng).map { eligible[$0] }
    case .identifiers(let identifiers):
      guard !identifiers.isEmpty else {
        throw .invalidOption(name: "target", requirement: "at least one is needed")
      }
      return try Self.items(named: identifiers, in: ratings)
    }
  }

  private static func items(
    named identifiers: [String], in ratings: RatingMatrix
  ) throws(ExperimentError) -> [Int] {
    let indices = IdentifierIndex(ratings.itemIdentifiers)
    var result: [Int] = []
    for identifier in identifiers {
      guard let item = indices[identifier] else { throw .unknownTarget(identifier: identifier) }
      guard ratings.itemStatistics.counts[item] < ratings.normalUserCount else {
        throw .targetRatedByAll(identifier: identifier)
      }
      guard !result.contains(item) else {
        throw .invalidOption(name: "target", requirement: "\"\(identifier)\" is given twice")
      }
      result.append(item)
    }
    return result
  }
}

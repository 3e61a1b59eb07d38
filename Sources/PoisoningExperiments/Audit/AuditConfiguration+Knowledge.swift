public import RecommenderData
internal import Tensor

extension AuditConfiguration {
  /// What an attacker who promotes `target` knows: all ratings, or ``observed`` of them around it.
  ///
  /// Which those are depends on the seed and the target, and not on the attack.
  ///
  /// - Parameters:
  ///   - ratings: All ratings.
  ///   - target: The index of an item of them.
  /// - Throws: `DataError.invalidArgument` for a share or target outside its range.
  /// - Complexity: That of `RatingMatrix.observed(share:from:using:)`.
  public func knowledge(
    of ratings: RatingMatrix, about target: Int
  ) throws(DataError) -> ObservedRatings {
    var rng = SeededGenerator(seed: seed, purpose: "observed", part: UInt64(target))
    return try ratings.observed(share: observed ?? 1, from: target, using: &rng)
  }
}

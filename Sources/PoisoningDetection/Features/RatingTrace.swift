/// One rating of a user as detection features see it.
package struct RatingTrace: Sendable {
  /// r.
  let value: Double
  /// |r − r̄_i|.
  let deviation: Double
  /// 1/c_i.
  let weight: Double
  /// The item's share of all ratings at the maximum, if r is one.
  let maximumShare: Double
  /// Whether r is the scale's maximum.
  let isMaximum: Bool
}

/// What the features of a rating need of its item.
struct ItemAgreement: Sendable {
  /// r̄_i; 0 without ratings.
  let mean: Double
  /// 1/c_i; 0 without ratings.
  let weight: Double
  /// The item's share of all ratings at the maximum; 0 if there is none.
  let maximumShare: Double

  /// A rating of the item.
  @inline(__always)
  func trace(of value: Double, isMaximum: Bool) -> RatingTrace {
    // A product, not a branch: whether a rating is a maximum cannot be foreseen.
    RatingTrace(
      value: value, deviation: abs(value - mean), weight: weight,
      maximumShare: maximumShare * (isMaximum ? 1 : 0), isMaximum: isMaximum)
  }
}

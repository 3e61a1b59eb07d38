/// What each fake user may rate besides the target, and how many fake users there are.
///
/// A profile has `fillers + 1` ratings: the target at the scale's maximum and distinct fillers.
public struct AttackBudget: Hashable, Codable, Sendable {
  /// The papers' n: filler items of one fake user, at least 1.
  public var fillers: Int

  /// A budget of `fillers` filler items for each fake user.
  public init(fillers: Int = 20) {
    self.fillers = fillers
  }

  /// Checks that profiles can be made from `itemCount` items.
  ///
  /// - Throws: `AttackError.fillersOutOfRange` unless fillers are in `1...(itemCount - 1)`.
  public func validate(itemCount: Int) throws(AttackError) {
    guard fillers >= 1, fillers <= itemCount - 1 else {
      throw .fillersOutOfRange(fillers: fillers, maximum: max(0, itemCount - 1))
    }
  }

  /// The number of fake users of an attack of relative size `size`: `size × normalUsers`, rounded
  /// (halves up), at least 1.
  ///
  /// - Parameters:
  ///   - size: The share of fake users, relative to the normal ones, in (0, 1].
  ///   - normalUsers: The number of normal users, not negative.
  /// - Throws: `AttackError.invalidSize` for a size that is NaN or outside (0, 1].
  public static func fakeUserCount(size: Double, normalUsers: Int) throws(AttackError) -> Int {
    precondition(normalUsers >= 0, "\(normalUsers) normal users")
    guard size > 0, size <= 1 else { throw .invalidSize(size) }
    return max(1, Int((size * Double(normalUsers)).rounded()))
  }
}

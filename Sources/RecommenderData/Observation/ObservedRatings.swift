/// The part of a rating matrix that someone has seen around one item.
///
/// Users and items of which no rating was seen are not in it, so that whoever works with it cannot
/// know of them; what he makes of it goes back to the whole by ``inWhole(_:)``.
///
/// ```swift
/// let seen = try ratings.observed(share: 0.4, from: target, using: &rng)
/// let profiles = try attack.profiles(
///   count: 20, target: seen.target, knowledge: seen.ratings, using: &rng)
/// let poisoned = try ratings.injecting(profiles.map(seen.inWhole))
/// ```
public struct ObservedRatings: Equatable, Sendable {
  /// The ratings seen, by users and items with at least one of them, in the order of the whole.
  ///
  /// The item that they were seen from is there even if nobody has rated it.
  public let ratings: RatingMatrix
  /// The index in the whole of each item of ``ratings``, ascending.
  public let items: [Int]
  /// The item that they were seen from, by its index in ``ratings``.
  public let target: Int

  /// The profile of a user who rates items of ``ratings``, with those items' indices in the whole.
  ///
  /// - Precondition: Its items are in `0..<ratings.itemCount`.
  public func inWhole(_ profile: FakeProfile) -> FakeProfile {
    FakeProfile(zip(profile.items, profile.values).map { (item: items[$0], value: $1) })
  }
}

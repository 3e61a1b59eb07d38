public import RecommenderData

/// Ratings on which the prediction error is measured, and those that a model is fitted on instead.
public struct HeldOutRatings: Sendable {
  /// The held-out ratings, by the indices of the data under audit.
  public let ratings: [Rating]
  /// The data without them, to be fitted for the error alone; `nil` if they were never part of it.
  public let remainder: RatingMatrix?
  /// The number of test ratings left out because the data do not have their user.
  public let unknownUsers: Int
  /// The number of test ratings left out because the data have their user, but not their item.
  public let unknownItems: Int
  /// The number of test ratings whose user has rated their item in the data too, so that nothing
  /// was held out; they are compared all the same.
  public let knownPairs: Int

  /// Holds out a share of `ratings`, chosen at random; users and items keep their indices.
  ///
  /// One rating of each user and item stays, since a model without it could say nothing of them.
  ///
  /// - Parameters:
  ///   - share: In (0, 1); the number of ratings is rounded.
  ///   - ratings: The ratings to split.
  ///   - rng: The source of randomness.
  /// - Throws: `ExperimentError.invalidOption` if the share is not in (0, 1), or nothing is held
  ///   out.
  /// - Complexity: O(ratings).
  public init(
    share: Double, of ratings: RatingMatrix, using rng: inout some RandomNumberGenerator
  ) throws(ExperimentError) {
    let split: RatingSplit
    do {
      split = try ratings.holdingOut(share: share, using: &rng)
    } catch {
      throw .invalidOption(name: "holdOut", requirement: "\(share) is not between 0 and 1")
    }
    guard !split.heldOut.isEmpty else {
      throw .invalidOption(
        name: "holdOut",
        requirement: """
          a share of \(share) of \(ratings.count) ratings, one of each user and item staying, \
          holds nothing out
          """)
    }
    self.ratings = split.heldOut
    remainder = split.training
    unknownUsers = 0
    unknownItems = 0
    knownPairs = 0
  }

  /// Takes the ratings of a test set, matching users and items by their identifiers.
  ///
  /// Ratings by users or of items that `data` do not have are counted and left out: a model says
  /// nothing about them.
  ///
  /// - Throws: `ExperimentError.nothingHeldOut` if none is left.
  /// - Complexity: O(users + items + test ratings).
  public init(test: RatingMatrix, alignedTo data: RatingMatrix) throws(ExperimentError) {
    let users = IdentifierIndex(Array(data.userIdentifiers[..<data.normalUserCount]))
    let items = IdentifierIndex(data.itemIdentifiers)
    var (ratings, unknownUsers, unknownItems) = ([Rating](), 0, 0)
    for rating in test.ratings {
      guard let user = users[test.userIdentifiers[rating.user]] else {
        unknownUsers += 1
        continue
      }
      guard let item = items[test.itemIdentifiers[rating.item]] else {
        unknownItems += 1
        continue
      }
      ratings.append(Rating(user: user, item: item, value: rating.value))
    }
    guard !ratings.isEmpty else {
      throw .nothingHeldOut(
        ratings: test.count, unknownUsers: unknownUsers, unknownItems: unknownItems)
    }
    self.ratings = ratings
    knownPairs = ratings.count { data.rating(user: $0.user, item: $0.item) != nil }
    self.unknownUsers = unknownUsers
    self.unknownItems = unknownItems
    remainder = nil
  }
}

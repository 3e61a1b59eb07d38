public import RecommenderData
internal import Tensor

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

  /// Holds out a share of `ratings`, chosen uniformly; users and items keep their indices.
  ///
  /// - Parameter share: In (0, 1); the number of ratings is rounded.
  /// - Throws: `ExperimentError.invalidOption` if nothing is held out, or nothing left.
  /// - Complexity: O(ratings).
  public init(
    share: Double, of ratings: RatingMatrix, using rng: inout some RandomNumberGenerator
  ) throws {
    let count = share > 0 && share < 1 ? Self.count(share: share, of: ratings) : 0
    guard count >= 1, count < ratings.count else {
      throw ExperimentError.invalidOption(
        name: "holdOut",
        requirement: "a share of \(share) of \(ratings.count) ratings leaves none on one side")
    }
    let all = ratings.ratings
    var isHeldOut = [Bool](repeating: false, count: all.count)
    for index in RandomSampling.indices(count, from: all.count, using: &rng) {
      isHeldOut[index] = true
    }
    self.ratings = all.indices.filter { isHeldOut[$0] }.map { all[$0] }
    remainder = try RatingMatrix(
      userCount: ratings.userCount, itemCount: ratings.itemCount,
      ratings: all.indices.lazy.filter { !isHeldOut[$0] }.map { all[$0] }, scale: ratings.scale,
      userIdentifiers: ratings.userIdentifiers, itemIdentifiers: ratings.itemIdentifiers)
    unknownUsers = 0
    unknownItems = 0
  }

  /// Takes the ratings of a test set, matching users and items by their identifiers.
  ///
  /// Ratings by users or of items that `data` do not have are counted and left out: a model says
  /// nothing about them.
  ///
  /// - Throws: `ExperimentError.nothingHeldOut` if none is left.
  /// - Complexity: O(users + items + test ratings).
  public init(test: RatingMatrix, alignedTo data: RatingMatrix) throws(ExperimentError) {
    let users = Self.indices(of: data.userIdentifiers[..<data.normalUserCount])
    let items = Self.indices(of: data.itemIdentifiers[...])
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
    self.unknownUsers = unknownUsers
    self.unknownItems = unknownItems
    remainder = nil
  }

  /// The number of ratings that a share of them is.
  static func count(share: Double, of ratings: RatingMatrix) -> Int {
    Int((share * Double(ratings.count)).rounded())
  }

  private static func indices(of identifiers: ArraySlice<String>) -> [String: Int] {
    var result: [String: Int] = [:]
    for (index, identifier) in identifiers.enumerated() { result[identifier] = index }
    return result
  }
}

public import RecommenderData
public import Tensor

/// The detector of Mehta and Nejdl, which needs no labels: users that the principal components of the
/// ratings do without. [Mehta2009]
///
/// Users are the variables: each user's row of ratings, 0 where there is none, is scaled to mean 0 and
/// variance 1 over all items, and the first principal components of the users are taken. The loading of
/// a user says how much of a component is the user's. Fake users made by one recipe resemble each other,
/// not the normal ones, and each adds little: their squared loadings have the smallest sums. That holds
/// while the variance that fake users share is below that of the components. Copies of one profile in
/// large numbers are a component of their own, and then the last to be flagged.
///
/// The score is minus the sum of the squared loadings, from −1 to 0. Users without ratings have −1:
/// nothing they do is to be undone. The method says who is suspicious first, not how many are fake:
/// ``flagged`` is a guess of the defender.
///
/// ```swift
/// let result = try PCADetector(flagged: .share(0.05)).detect(in: ratings)
/// let clean = try ratings.removingFlagged(by: result)
/// ```
public struct PCADetector: FakeUserDetector, Hashable {
  /// The number of principal components.
  public var components: Int
  /// How many users are flagged.
  public var flagged: FlaggedAmount
  /// Where the random start of the iteration begins.
  public var seed: UInt64
  /// The number of threads to use; it does not change the result.
  public var parallelism: Parallelism

  /// A detector by the first `components` principal components; the paper takes three.
  public init(
    components: Int = 3, flagged: FlaggedAmount, seed: UInt64 = 1,
    parallelism: Parallelism = .automatic
  ) {
    self.components = components
    self.flagged = flagged
    self.seed = seed
    self.parallelism = parallelism
  }

  /// Scores all users, and flags those of the highest scores, ties to the smaller index.
  ///
  /// The components are found by iteration from a seeded start until ‖ZZᵀu − σ²u‖ ≤ 10⁻⁸ σ₁²; where
  /// two have nearly the same variance and only one counts, it is theirs that scores depend on.
  ///
  /// - Throws: `DetectionError.invalidOption` for fewer than one component or an amount outside its
  ///   range, `.tooFew` if there are fewer users or items than components or users than are to be
  ///   flagged, `.notConverged` if components still move after 200 rounds.
  /// - Complexity: O(k · ratings + k² · (users + items)) a round for k = `components` + 5, a handful
  ///   of rounds on ratings; 4k · (users + items) numbers.
  public func detect(in ratings: RatingMatrix) throws(DetectionError) -> DetectionResult {
    guard components >= 1 else {
      throw .invalidOption(name: "components", requirement: "\(components) is not at least 1")
    }
    for (what, found) in [("users", ratings.userCount), ("items", ratings.itemCount)]
    where found < components {
      throw .tooFew(what: what, needed: components, found: found)
    }
    let count = try flagged.count(of: ratings.userCount)
    var rng = SeededGenerator(seed: seed)
    let principal = try PrincipalComponents(
      of: StandardizedUsers(ratings, parallelism: parallelism), count: components, using: &rng)
    let scores = (0..<ratings.userCount).map { user in
      guard !ratings.byUser.range(ofRow: user).isEmpty else { return -1.0 }
      return -(0..<components).reduce(0) {
        $0 + principal.vectors[user, $1] * principal.vectors[user, $1]
      }
    }
    return DetectionResult(scores: scores, flagging: count)
  }
}

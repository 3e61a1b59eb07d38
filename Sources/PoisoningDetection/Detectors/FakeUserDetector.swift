public import RecommenderData

/// What tells fake users from normal ones by the ratings.
public protocol FakeUserDetector: Sendable {
  /// Scores all users of the ratings, and flags some.
  ///
  /// - Parameter ratings: What the service sees; a detector must not ask which users are fake.
  /// - Returns: A score for each user, higher for more suspicious ones, and which users are flagged.
  func detect(in ratings: RatingMatrix) throws -> DetectionResult
}

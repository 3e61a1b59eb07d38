public import RecommenderData

/// How well a detector tells fake users from normal ones.
///
/// Rates of nothing are `nil`: without fake users nobody can be missed.
public struct DetectionQuality: Hashable, Codable, Sendable {
  /// The number of fake users that are flagged.
  public let truePositives: Int
  /// The number of normal users that are flagged.
  public let falsePositives: Int
  /// The number of fake users that are not flagged.
  public let falseNegatives: Int
  /// The number of normal users that are not flagged.
  public let trueNegatives: Int
  /// The chance that a fake user has a higher score than a normal one, ties counting half; `nil`
  /// unless there are both.
  public let areaUnderCurve: Double?

  /// The quality of a result on ratings that know which users are fake.
  ///
  /// - Throws: `DetectionError.sizeMismatch` if `result` is of another number of users,
  ///   `.undefinedScore` for a score that is NaN.
  /// - Complexity: O(users · log users).
  public init(of result: DetectionResult, in ratings: RatingMatrix) throws(DetectionError) {
    try self.init(
      of: result, isFake: (0..<ratings.userCount).map { $0 >= ratings.normalUserCount })
  }

  /// The quality of a result, given which users are fake.
  ///
  /// - Throws: `DetectionError.sizeMismatch` if `result` is of another number of users,
  ///   `.undefinedScore` for a score that is NaN.
  /// - Complexity: O(users · log users).
  public init(of result: DetectionResult, isFake: [Bool]) throws(DetectionError) {
    guard result.scores.count == isFake.count else {
      throw .sizeMismatch(what: "scores", expected: isFake.count, found: result.scores.count)
    }
    if let user = result.scores.firstIndex(where: \.isNaN) { throw .undefinedScore(user: user) }
    let pairs = zip(result.isFlagged, isFake)
    truePositives = pairs.count { $0 && $1 }
    falsePositives = pairs.count { $0 && !$1 }
    falseNegatives = pairs.count { !$0 && $1 }
    trueNegatives = pairs.count { !$0 && !$1 }
    areaUnderCurve = Self.areaUnderCurve(result.scores, isFake: isFake)
  }

  /// The share of the fake users that is not flagged. [Fang2020, §6]
  public var falseNegativeRate: Double? {
    Self.share(falseNegatives, of: truePositives + falseNegatives)
  }

  /// The share of the normal users that is flagged.
  public var falsePositiveRate: Double? {
    Self.share(falsePositives, of: falsePositives + trueNegatives)
  }

  /// The share of the flagged users that is fake.
  public var precision: Double? { Self.share(truePositives, of: truePositives + falsePositives) }

  /// The share of the fake users that is flagged.
  public var recall: Double? { Self.share(truePositives, of: truePositives + falseNegatives) }

  private static func share(_ part: Int, of all: Int) -> Double? {
    all == 0 ? nil : Double(part) / Double(all)
  }

  /// The Mann–Whitney statistic over the number of pairs, by ranks, tied ones at their mean.
  private static func areaUnderCurve(_ scores: [Double], isFake: [Bool]) -> Double? {
    let fakes = isFake.count { $0 }
    let normals = isFake.count - fakes
    guard fakes > 0, normals > 0 else { return nil }
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    var sum = 0.0
    var start = 0
    while start < order.count {
      var end = start
      var tied = 0
      while end < order.count, scores[order[end]] == scores[order[start]] {
        if isFake[order[end]] { tied += 1 }
        end += 1
      }
      // Ranks start + 1 … end.
      sum += Double(tied) * Double(start + 1 + end) / 2
      start = end
    }
    let least = Double(fakes) * Double(fakes + 1) / 2
    return (sum - least) / (Double(fakes) * Double(normals))
  }
}

public import RecommenderData
public import TensorLearning

extension LokiAttack {
  /// What an attack is made of, and how it came about.
  public struct Report: Sendable {
    /// The names of the groups.
    public let groups: [String]
    /// What each of the simulator's models counted; they sum to 1.
    public let weights: [Double]
    /// The sequences of groups that fake users follow in turn; those of each portion, one after another.
    public let patterns: [[Int]]
    /// The learning curve.
    public let curve: [QLearningPoint]
    /// The learned policy.
    public let policy: LokiPolicy
    /// The fake users.
    public let sequences: [FakeSequence]

    /// The sequences of groups in letters, such as WTWT.
    public var patternNames: [String] {
      patterns.map { $0.map { groups[$0] }.joined() }
    }
  }
}

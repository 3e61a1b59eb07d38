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
    /// What was tried by training the simulator's models anew, in turn.
    ///
    /// The attack is the fixed sequence of greatest value, unless something else is better by
    /// ``LokiOptions/finalMargin``.
    public let trials: [Trial]
    /// The learning curve.
    public let curve: [QLearningPoint]
    /// The learned policy.
    public let policy: LokiPolicy
    /// The fake users.
    public let sequences: [FakeSequence]

    /// The sequences of groups in letters, such as WTWT.
    public var patternNames: [String] { patterns.map(name(of:)) }

    /// A sequence of groups in letters, with hyphens where there are ten clusters or more.
    public func name(of pattern: [Int]) -> String {
      pattern.map { groups[$0] }.joined(separator: groups.contains { $0.count > 1 } ? "-" : "")
    }
  }

  /// Fake users tried by training the simulator's models anew.
  public struct Trial: Hashable, Sendable {
    /// The sequences of groups that they follow in turn.
    public let patterns: [[Int]]
    /// The display rate of each model, for half of its epochs.
    public let displayRates: [Double]
    /// What they are worth: the weighted geometric mean of the models' attainments.
    public let value: Double
  }
}

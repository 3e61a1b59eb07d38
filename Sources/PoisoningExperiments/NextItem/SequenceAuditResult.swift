public import TensorLearning

/// What attacks do to a next-item recommender.
public struct SequenceAuditResult: Hashable, Codable, Sendable {
  /// What was measured with.
  public let configuration: SequenceAuditConfiguration
  /// The number of normal users.
  public let normalUsers: Int
  /// The number of fake users of each attack but the given one.
  public let fakeUsers: Int
  /// The identifiers of the items whose display rate counts.
  public let targets: [String]
  /// The identifiers of the users whose lists count.
  public let targetUsers: [String]
  /// The attacks, in the order of the configuration.
  public let cells: [Cell]

  /// What one attack does.
  public struct Cell: Hashable, Codable, Sendable {
    /// The attack's name.
    public let attack: String
    /// The fraction of pairs of target user and target that are shown, the mean over repetitions.
    public let displayRate: Double
    /// The fraction of target users who are shown any target, likewise.
    public let anyTargetRate: Double
    /// The mean log likelihood of targets in lists; see ``RecommenderInfluence/PromotionOutcome``.
    public let logLikelihood: Double
    /// The seconds that making the fake users took.
    public let seconds: Double
    /// The number of fake users, if they were given from outside.
    public let fakeUsers: Int?
    /// The sequences of groups that LOKI chose, in letters.
    public let patterns: [String]?
    /// What each model of LOKI's simulator counted, in the order of the configuration.
    public let weights: [Double]?
    /// What LOKI tried by training its simulator anew, in turn.
    public let trials: [Trial]?
    /// LOKI's learning curve.
    public let curve: [QLearningPoint]?
  }

  /// Fake users that LOKI tried on its simulator.
  public struct Trial: Hashable, Codable, Sendable {
    /// The sequences of groups that they follow in turn, in letters.
    public let patterns: [String]
    /// The display rate of each model, in the order of the configuration.
    public let displayRates: [Double]
    /// What they are worth; see ``PoisoningAttacks/LokiAttack/Trial``.
    public let value: Double
  }

  /// The attacks as a table.
  public var table: String {
    TextTable.text(
      [["attack", "display rate", "any target", "seconds"]]
        + cells.map { cell in
          [
            cell.attack, AuditResult.fixed(cell.displayRate, digits: 4),
            AuditResult.fixed(cell.anyTargetRate, digits: 4),
            AuditResult.fixed(cell.seconds, digits: 1),
          ]
        })
  }
}

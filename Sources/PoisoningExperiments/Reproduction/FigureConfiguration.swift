internal import Recommenders

/// What Figure 1 of [Fang2020] is measured with: partial knowledge of the ratings and of the rank.
public struct FigureConfiguration: Hashable, Sendable {
  /// Everything that its audits have in common; of its sizes the first counts, and its attacks,
  /// observed share and attacker's rank do not.
  public var audit: AuditConfiguration
  /// The attacks that are drawn for each of the ``attackerRanks``.
  public var attacks: [String]
  /// The attacks beside them, drawn once, for an attacker who knows the victim's rank.
  public var baselines: [String]
  /// The shares of the ratings that the attacker observes, each in (0, 1], none twice.
  public var shares: [Double]
  /// The ranks of the attacker's model, each at least 1, none twice.
  public var attackerRanks: [Int]

  /// A configuration, by default the paper's: 3 % of fake users, S-TNA-Inf with three ranks and
  /// SGLD beside it, a fifth of the ratings to all of them.
  public init(
    audit: AuditConfiguration = AuditConfiguration(sizes: [0.03]),
    attacks: [String] = ["s-tna-inf"], baselines: [String] = ["sgld"],
    shares: [Double] = [0.2, 0.4, 0.6, 0.8, 1], attackerRanks: [Int] = [32, 64, 128]
  ) {
    self.audit = audit
    self.attacks = attacks
    self.baselines = baselines
    self.shares = shares
    self.attackerRanks = attackerRanks
  }

  /// A line of the figure: one attack by an attacker with a model of one rank.
  struct Curve: Hashable {
    let attack: String
    let attackerRank: Int

    /// Its name in the legend.
    var title: String { "\(attack), d = \(attackerRank)" }
  }

  /// The lines of the figure, baselines first.
  var curves: [Curve] {
    baselines.map { Curve(attack: $0, attackerRank: audit.fit.rank) }
      + attacks.flatMap { attack in
        attackerRanks.map { Curve(attack: attack, attackerRank: $0) }
      }
  }

  /// The audit behind each share and rank: its attacks are the curves of that rank.
  func audits() -> [AuditConfiguration] {
    var ranks: [Int] = []
    for curve in curves where !ranks.contains(curve.attackerRank) {
      ranks.append(curve.attackerRank)
    }
    return shares.flatMap { share in
      ranks.map { rank in
        var configuration = audit
        configuration.sizes = Array(audit.sizes.prefix(1))
        configuration.attacks = curves.filter { $0.attackerRank == rank }.map(\.attack)
        configuration.observed = share
        configuration.attackerRank = rank
        return configuration
      }
    }
  }

  /// Checks what an audit's validation does not see.
  ///
  /// - Throws: `ExperimentError.invalidOption` naming the option.
  func validate() throws(ExperimentError) {
    func require(
      _ condition: Bool, _ name: String, _ requirement: String
    ) throws(ExperimentError) {
      guard condition else { throw .invalidOption(name: name, requirement: requirement) }
    }
    try require(!curves.isEmpty, "attacks", "at least one is needed")
    try require(!attackerRanks.isEmpty, "attackerRanks", "at least one is needed")
    try require(
      Set(attackerRanks).count == attackerRanks.count, "attackerRanks", "one is given twice")
    try require(!shares.isEmpty, "shares", "at least one is needed")
    try require(Set(shares).count == shares.count, "shares", "one is given twice")
    for share in shares {
      try require(share > 0 && share <= 1, "shares", "\(share) is not above 0 and at most 1")
    }
  }
}

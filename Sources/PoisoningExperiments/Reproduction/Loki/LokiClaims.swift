internal import Recommenders

/// Something that [Zhang2020] says of a figure, and whether it is so here.
public struct LokiClaim: Hashable, Sendable {
  /// What is said.
  public let text: String
  /// Whether it is so in the means over seeds; `nil` if what it is about was not measured.
  public let holds: Bool?
  /// The numbers behind the answer; empty if there are none.
  public let evidence: String

  /// What is said of something that was not measured.
  static func unmeasured(_ text: String) -> LokiClaim {
    LokiClaim(text: text, holds: nil, evidence: "")
  }

  /// The claim as an item of a list in Markdown.
  var line: String {
    guard let holds else { return "- *\(text)*: not measured." }
    return "- *\(text)*: **\(holds ? "yes" : "no")**; \(evidence)."
  }
}

/// The claims of [Zhang2020, §4.3 and §4.4], computed from the points of a figure.
///
/// Each is judged by means over seeds; how many seeds agree stands in the evidence.
struct LokiClaims {
  /// What LOKI has to be on average for the paper's "over eight times".
  static let factor = 8.0

  let figure: LokiFigure
  let points: SequencePoints

  /// The claims about the figure.
  var all: [LokiClaim] {
    switch figure {
    case .figure3: [aboveBaselines, manyTimes, complexity, notBelowAlternation]
    case .figure4: [aboveBaselines, growth("controlled users")]
    case .figure5: [aboveBaselines, growth("actions")]
    }
  }

  /// LOKI above every baseline of the paper, on every victim, with every budget.
  private var aboveBaselines: LokiClaim {
    let text = "LOKI is above none, random and popular on every victim with every budget"
    let baselines = ["none"] + SequencePoints.heuristics
    var leads: [(least: Double, evidence: String)] = []
    for victim in points.victims {
      let found = points.budgets.compactMap {
        lead(over: baselines, on: victim, $0.size, $0.actions)
      }
      guard let least = found.min(by: { $0.lead < $1.lead }),
        found.count == points.budgets.count
      else { return .unmeasured(text) }
      leads.append((least.lead, "\(victim.rawValue) \(least.evidence)"))
    }
    return LokiClaim(
      text: text, holds: leads.allSatisfy { $0.least > 0 },
      evidence: "least lead: " + leads.map(\.evidence).joined(separator: "; "))
  }

  /// By how much LOKI is above the best of some attacks, and in how many seeds.
  private func lead(
    over attacks: [String], on victim: NextItemModel, _ size: Double, _ actions: Int
  ) -> (lead: Double, evidence: String)? {
    guard let loki = points.point("loki", on: victim, size: size, actions: actions),
      let best = points.best(of: attacks, on: victim, size: size, actions: actions)
    else { return nil }
    let (rate, other) = (loki.displayRate.mean, best.displayRate.mean)
    let agreeing = zip(loki.displayRates, best.displayRates).count { $0 > $1 }
    let budget =
      points.budgets.count > 1 ? ", at \(AuditResult.percent(size)) and M = \(actions)" : ""
    return (
      rate - other,
      """
      \(ReportText.ratio(rate)) against \(ReportText.ratio(other)) of \(best.attack) (above in \
      \(agreeing) of \(loki.displayRates.count) seeds\(budget))
      """
    )
  }

  /// LOKI's mean over victims at least eight times that of the better heuristic.
  ///
  /// Means are taken before the ratio: of a ratio for each victim there is no mean where a heuristic
  /// reaches nothing.
  private var manyTimes: LokiClaim {
    let text =
      "LOKI is at least \(Int(Self.factor)) times the better of random and popular on average"
    guard let means = means(against: SequencePoints.heuristics) else {
      return .unmeasured(text)
    }
    return LokiClaim(
      text: text,
      holds: means.loki > 0 && means.loki >= Self.factor * means.other,
      evidence: """
        mean over victims \(ReportText.ratio(means.loki)) against \(ReportText.ratio(means.other)), \
        times \(SequencePoints.times(means.loki, means.other))
        """)
  }

  /// LOKI's mean over victims at least that of the fixed alternation, which is this package's.
  private var notBelowAlternation: LokiClaim {
    let text = "LOKI is not below alternate on average (this package's question)"
    guard let means = means(against: ["alternate"]) else {
      return .unmeasured(text)
    }
    return LokiClaim(
      text: text, holds: means.loki >= means.other,
      evidence: """
        mean over victims \(ReportText.ratio(means.loki)) against \(ReportText.ratio(means.other))
        """)
  }

  /// The means over victims of LOKI and of the best of some attacks on each, with the first budget.
  private func means(against attacks: [String]) -> (loki: Double, other: Double)? {
    var (loki, other) = (0.0, 0.0)
    for victim in points.victims {
      let (size, actions) = points.budgets[0]
      guard let point = points.point("loki", on: victim, size: size, actions: actions),
        let best = points.best(of: attacks, on: victim, size: size, actions: actions)
      else { return nil }
      loki += point.displayRate.mean / Double(points.victims.count)
      other += best.displayRate.mean / Double(points.victims.count)
    }
    return (loki, other)
  }

  /// LOKI's lead smallest on BPRMF, the victim that does not look at the order of actions.
  private var complexity: LokiClaim {
    let text = "LOKI leads by more on more complex victims: by least on bprmf, which ignores order"
    let (size, actions) = points.budgets[0]
    let leads = points.victims.compactMap { victim in
      lead(over: ["none"] + SequencePoints.heuristics, on: victim, size, actions).map {
        (victim: victim, lead: $0.lead)
      }
    }
    guard let simple = leads.first(where: { $0.victim == .bprmf }), leads.count > 1,
      leads.count == points.victims.count
    else { return .unmeasured(text) }
    return LokiClaim(
      text: text,
      holds: leads.allSatisfy { $0.victim == .bprmf || $0.lead > simple.lead },
      evidence: "leads: "
        + leads.map { "\($0.victim.rawValue) \(ReportText.ratio($0.lead))" }
        .joined(separator: ", "))
  }

  /// LOKI's mean above what it was from the least budget to the greatest, and never falling between.
  private func growth(_ budget: String) -> LokiClaim {
    let text = "LOKI's display rate rises with the number of \(budget) on every victim"
    let budgets = points.budgets.sorted { ($0.size, $0.actions) < ($1.size, $1.actions) }
    var rates: [(victim: NextItemModel, means: [Double])] = []
    for victim in points.victims {
      let means = budgets.compactMap {
        points.point("loki", on: victim, size: $0.size, actions: $0.actions)?.displayRate.mean
      }
      guard means.count == budgets.count, means.count > 1 else {
        return .unmeasured(text)
      }
      rates.append((victim, means))
    }
    return LokiClaim(
      text: text,
      holds: rates.allSatisfy { _, means in
        means[0] < means[means.count - 1]
          && zip(means, means.dropFirst()).allSatisfy { $0 <= $1 }
      },
      evidence: rates.map { victim, means in
        "\(victim.rawValue) " + means.map(ReportText.ratio).joined(separator: ", ")
      }.joined(separator: "; "))
  }
}

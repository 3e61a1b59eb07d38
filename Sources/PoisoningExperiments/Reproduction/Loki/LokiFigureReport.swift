public import RecommenderData
internal import Recommenders

/// A measured figure of [Zhang2020] on display rates, as tables, claims and what gnuplot draws.
public struct LokiFigureReport: Hashable, Sendable {
  /// What was measured.
  public let configuration: LokiFigureConfiguration
  /// The figures of the data.
  public let summary: InteractionSummary
  /// The claims of the paper about the figure, and whether they hold here.
  public let claims: [LokiClaim]
  /// The points by victim, attack and budget.
  let grid: SequencePoints

  /// The points, victim by victim, attacks and budgets in the order of the configuration.
  public var points: [SequencePoint] { grid.points }

  /// The report of points.
  init(configuration: LokiFigureConfiguration, summary: InteractionSummary, points: SequencePoints)
  {
    self.configuration = configuration
    self.summary = summary
    grid = points
    claims = LokiClaims(figure: configuration.figure, points: points).all
  }

  /// The ratios under a table, where both sides were measured: their names and LOKI's rivals.
  private static let ratios = [
    ("loki : best of random, popular", SequencePoints.heuristics),
    ("loki : alternate", ["alternate"]),
  ]

  /// The figure as tables in Markdown, with the claims under them.
  public var markdown: String {
    var text = ReportText(title: configuration.figure.title)
    let (audit, seeds) = (configuration.audit, configuration.seeds)
    text.paragraph(
      """
      Data: \(summary.users) users, \(summary.items) items, \(summary.actions) actions. \
      \(audit.targetCount) random targets, \(audit.targetUserCount) random target users, lists of \
      \(audit.top), \(audit.repetitions == 1 ? "one training" : "\(audit.repetitions) trainings") of \
      the victim each. Simulator: of \(configuration.simulators.map(\.rawValue).joined(separator: ", ")) \
      those that are not the victim. The folder keeps all settings and audits.
      """)
    let spread =
      seeds.count > 1 ? ", ± half of Student's 95 % interval over seeds" : ", without an interval"
    text.paragraph(
      """
      Display rate: the share of pairs of target user and target with the target in the list. Means over \
      \(seeds.count == 1 ? "seed" : "the seeds") \(seeds.map(String.init).joined(separator: ", "))\
      \(spread); each seed draws other targets and users, the same for all victims. \
      \(budgetSentence)
      """)
    let name = configuration.figure.rawValue
    text.paragraph("![\(configuration.figure.title)](\(name).svg)")
    for table in tables(ReportText.mean) {
      if let title = table.title { text.paragraph("## \(title)") }
      text.table(table.rows)
    }
    text.paragraph("## The paper's claims")
    for claim in claims {
      text.paragraph(claim.line)
    }
    return text.text
  }

  /// The figure as plain text, without intervals.
  public func table() -> String {
    tables { ReportText.ratio($0.mean) }.map { table in
      (table.title.map { "\($0)\n" } ?? "") + TextTable.text(table.rows)
    }.joined(separator: "\n")
  }

  /// The points as comma-separated values.
  public var csv: String {
    "victim,attack,size,actions,seeds,display_rate,low,high,any_target_rate,any_low,any_high\n"
      + points.map { point in
        let numbers = [
          point.size, Double(point.actions), Double(point.displayRates.count),
          point.displayRate.mean, point.displayRate.low, point.displayRate.high,
          point.anyTargetRate.mean, point.anyTargetRate.low, point.anyTargetRate.high,
        ]
        return "\(point.victim.rawValue),\(point.attack),"
          + numbers.map(\.shortText).joined(separator: ",") + "\n"
      }.joined()
  }

  /// What all points have in common of the budget.
  private var budgetSentence: String {
    let size = AuditResult.percent(configuration.sizes[0])
    let actions = "M = \(configuration.actions[0]) actions"
    return switch configuration.figure {
    case .figure3: "\(size) of controlled users, \(actions) each."
    case .figure4: "\(actions) of each controlled user; columns are shares of controlled users."
    case .figure5: "\(size) of controlled users; columns are the actions of each."
    }
  }

  /// The tables: one with a column for each victim, or one for each victim with a column for each
  /// budget.
  private func tables(
    _ text: (StudentInterval) -> String
  ) -> [(title: String?, rows: [[String]])] {
    typealias Column = (title: String, victim: NextItemModel, size: Double, actions: Int)
    func table(_ columns: [Column]) -> [[String]] {
      let measured = grid.attacks.map { attack in
        [attack]
          + columns.map { _, victim, size, actions in
            grid.point(attack, on: victim, size: size, actions: actions)
              .map { text($0.displayRate) } ?? "–"
          }
      }
      let ratios = Self.ratios.filter { _, rivals in
        grid.attacks.contains("loki") && rivals.contains(where: grid.attacks.contains)
      }.map { title, attacks in
        [title]
          + columns.map {
            grid.ratio(to: attacks, on: $0.victim, size: $0.size, actions: $0.actions)
          }
      }
      return [["display rate"] + columns.map(\.title)] + measured + ratios
    }
    let budgets = grid.budgets
    if configuration.figure == .figure3 {
      return [
        (nil, table(grid.victims.map { ($0.rawValue, $0, budgets[0].size, budgets[0].actions) }))
      ]
    }
    return grid.victims.map { victim in
      let columns = budgets.map { size, actions -> Column in
        let title =
          configuration.figure == .figure4 ? AuditResult.percent(size) : "M = \(actions)"
        return (title, victim, size, actions)
      }
      return (victim.rawValue, table(columns))
    }
  }
}

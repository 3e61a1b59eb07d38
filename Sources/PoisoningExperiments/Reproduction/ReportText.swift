internal import PoisoningAttacks
internal import RecommenderData
internal import Recommenders

/// Markdown in the making, for reports on experiments.
struct ReportText {
  /// What has been written so far.
  private(set) var text: String

  /// A report that begins with its title.
  init(title: String) {
    text = "# \(title)\n"
  }

  /// A report that begins with its title, the data and the settings.
  init(title: String, result: AuditResult) {
    self.init(title: title)
    let (data, settings) = (result.dataset, result.settings)
    paragraph(
      "Data: \(data.users) users, \(data.items) items, \(data.ratings) ratings. "
        + "Seed \(settings.seed).")
    let fit = settings.fit
    let targets: String =
      switch settings.targets {
      case .random(let count): "\(count) random targets"
      case .identifiers(let identifiers): "\(identifiers.count) given targets"
      }
    let (victim, descent): (String, String) =
      switch settings.victim {
      case .matrixFactorization:
        (
          """
          rank \(fit.rank), λ = \(fit.regularization.shortText), at most \(fit.sweeps) \
          sweeps, tolerance \(fit.tolerance.shortText)
          """, "gradient `\(settings.optimization.gradient)`"
        )
      case .randomWalk:
        (
          "random walks, α = \(settings.graph.walk.restart.shortText)",
          "\(settings.graph.steps) steps, b = \(settings.graph.lossWidth.shortText)"
        )
      }
    paragraph(
      """
      Victim: \(victim). Attacks: \(targets), \(settings.fillers) \
      fillers, Δ = \(settings.optimization.influentialUsers), \(descent). The folder keeps \
      all settings, cells and profiles.
      """)
  }

  /// Adds a paragraph.
  mutating func paragraph(_ words: String) {
    text += "\n\(words)\n"
  }

  /// Adds a table, its first row being the head.
  mutating func table(_ rows: [[String]]) {
    text += "\n"
    for (index, row) in rows.enumerated() {
      text += "| " + row.joined(separator: " | ") + " |\n"
      if index == 0 { text += "|" + row.map { _ in "---|" }.joined() + "\n" }
    }
  }

  /// A hit ratio with four digits.
  static func ratio(_ value: Double) -> String { AuditResult.fixed(value, digits: 4) }

  /// The rows of one attack: what was measured, and under it what the paper prints.
  static func rows(
    of attack: String, sizes: [Double], in table: ReproducedTable, measured: [String]
  ) -> [[String]] {
    let isPublished = PublishedHitRatios.contains(attack, in: table)
    let published = isPublished ? PublishedHitRatios.Dataset.allCases : []
    return [[isPublished ? attack : attack + " †", "**here**"] + measured]
      + published.map { dataset in
        ["", dataset.rawValue]
          + sizes.map {
            share(
              PublishedHitRatios.hitRatio(of: attack, size: $0, on: dataset, in: table))
          }
      }
  }

  /// A share with four digits, or a dash where there is none.
  static func share(_ value: Double?) -> String { value.map(ratio) ?? "–" }

  /// The hit ratio of a cell once flagged users are removed, and its interval.
  static func guardedInterval(_ cell: AuditSummary) -> String {
    guard let found = cell.guarded?.hitRatio else { return "–" }
    return "\(ratio(found.mean)) [\(ratio(found.low)), \(ratio(found.high))]"
  }

  /// A mean and half the width of its interval, if there is one.
  static func mean(_ found: StudentInterval) -> String {
    ratio(found.mean) + (found.halfWidth.map { " ± \(ratio($0))" } ?? "")
  }

  /// The hit ratio of a cell and its interval.
  static func interval(_ cell: AuditSummary) -> String {
    "\(ratio(cell.hitRatio)) [\(ratio(cell.confidenceLow)), \(ratio(cell.confidenceHigh))]"
  }
}

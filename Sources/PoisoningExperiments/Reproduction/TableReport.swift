internal import RecommenderData
internal import Recommenders

/// A measured table beside the printed one.
public struct TableReport: Hashable, Sendable {
  /// Which table.
  public let table: ReproducedTable
  /// What was measured.
  public let result: AuditResult

  /// A report of `result`.
  public init(table: ReproducedTable, result: AuditResult) {
    self.table = table
    self.result = result
  }

  /// The table in Markdown: for each attack a row of what was measured, with intervals, and under
  /// it the paper's rows.
  public var markdown: String {
    let settings = result.settings
    var text = ReportText(title: table.title, result: result)
    text.paragraph(
      """
      HR@\(settings.top): the share of all normal users whose list holds the target, a mean over \
      targets with its 95 % bootstrap interval over them. *Music* and *Yelp* are the paper's own \
      HR@10, on its data [Fang2020, \(table == .table3 ? "Table 3" : "Tables 1 and 4")]; † marks attacks that it does not have.
      """)
    if settings.observed != nil || settings.attackerRank != nil {
      text.paragraph(
        """
        The attacker knows \(AuditResult.percent(settings.observed ?? 1)) of the ratings, those \
        nearest to the target, and fits a model of rank \(settings.surrogate.rank).
        """)
    }
    var rows = [["attack", "data"] + settings.sizes.map(AuditResult.percent)]
    for attack in settings.attacks {
      rows += ReportText.rows(
        of: attack, sizes: settings.sizes, in: table,
        measured: result.cells.filter { $0.attack == attack }.map(ReportText.interval))
    }
    text.table(rows)
    return text.text
  }

  /// The table as comma-separated values, a line for each attack and size.
  ///
  /// Printed numbers that the paper does not have are left empty.
  public var csv: String {
    var lines = [
      "attack,size,fake_users,hit_ratio,low,high,hit_ratio_of_non_raters,prediction_shift,"
        + "published_music,published_yelp"
    ]
    for cell in result.cells {
      let measured = [
        cell.size, Double(cell.fakeUsers), cell.hitRatio, cell.confidenceLow, cell.confidenceHigh,
        cell.hitRatioOfNonRaters, cell.predictionShift,
      ]
      let published = PublishedHitRatios.Dataset.allCases.map {
        PublishedHitRatios.hitRatio(of: cell.attack, size: cell.size, on: $0, in: table)
      }
      lines.append(
        ([cell.attack] + measured.map(\.shortText)
          + published.map { $0?.shortText ?? "" }).joined(separator: ","))
    }
    return lines.map { $0 + "\n" }.joined()
  }
}

internal import RecommenderData
internal import Recommenders

/// A measured Figure 1: points by curve and share, as tables and as what gnuplot draws.
public struct FigureReport: Hashable, Sendable {
  /// What was measured.
  public let configuration: FigureConfiguration
  /// The points, curve by curve, shares in the order of the configuration.
  public let points: [Point]

  /// One attacker who knows a share of the ratings.
  public struct Point: Hashable, Sendable {
    /// The attack's name.
    public let attack: String
    /// The rank of the attacker's model.
    public let attackerRank: Int
    /// The share of the ratings that he observes.
    public let observed: Double
    /// What the attack does.
    public let summary: AuditSummary
  }

  private let result: AuditResult

  /// The report of an audit for each share and rank, in the order of the configuration's.
  init(configuration: FigureConfiguration, results: [AuditResult]) {
    self.configuration = configuration
    result = results[0]
    points = configuration.curves.flatMap { curve in
      results.filter { $0.settings.attackerRank == curve.attackerRank }.flatMap { result in
        result.cells.filter { $0.attack == curve.attack }.map {
          Point(
            attack: curve.attack, attackerRank: curve.attackerRank,
            observed: result.settings.observed ?? 1, summary: $0)
        }
      }
    }
  }

  /// The points of each curve.
  private var curves: [(title: String, points: [Point])] {
    configuration.curves.map { curve in
      (
        curve.title,
        points.filter { $0.attack == curve.attack && $0.attackerRank == curve.attackerRank }
      )
    }
  }

  /// The figure as a table in Markdown, a row for each curve and a column for each share.
  public var markdown: String {
    var text = ReportText(
      title: "Figure 1: attackers who observe part of the ratings", result: result)
    text.paragraph(
      """
      HR@\(result.settings.top) at \(size) of fake users, with 95 % bootstrap intervals over targets. \
      Columns are shares of the ratings, nearest to the target on the graph of users and items, that \
      the attacker observes; *d* is the rank of his model, that of the victim being \
      \(result.settings.fit.rank). The paper prints its figure without numbers [Fang2020, §5.3].
      """)
    text.paragraph("![HR@\(result.settings.top) by observed share](figure1.svg)")
    text.table(
      [["attack"] + configuration.shares.map(AuditResult.percent)]
        + curves.map { curve in [curve.title] + curve.points.map { ReportText.interval($0.summary) }
        })
    return text.text
  }

  /// The figure as plain text, a row for each curve and a column for each share.
  public func table() -> String {
    TextTable.text(
      [["HR@\(result.settings.top)"] + configuration.shares.map(AuditResult.percent)]
        + curves.map { curve in
          [curve.title] + curve.points.map { ReportText.ratio($0.summary.hitRatio) }
        })
  }

  /// The points as comma-separated values.
  public var csv: String {
    "attack,attacker_rank,observed,size,hit_ratio,low,high\n"
      + points.map { point in
        let numbers = [
          Double(point.attackerRank), point.observed, point.summary.size, point.summary.hitRatio,
          point.summary.confidenceLow, point.summary.confidenceHigh,
        ]
        return "\(point.attack),\(numbers.map(\.shortText).joined(separator: ","))\n"
      }.joined()
  }

  /// The data of the drawing: for each curve a block of percent observed, HR, and its interval.
  var plotData: String {
    curves.map { curve in
      "# \(curve.title): percent observed, hit ratio, low, high\n"
        + curve.points.map { point in
          let summary = point.summary
          let numbers = [
            (10_000 * point.observed).rounded() / 100, summary.hitRatio, summary.confidenceLow,
            summary.confidenceHigh,
          ]
          return numbers.map(\.shortText).joined(separator: "\t") + "\n"
        }.joined()
    }.joined(separator: "\n\n")
  }

  /// The script that draws ``plotData`` as `figure1.svg` and `figure1.png`.
  ///
  /// Curves stand a little beside each other, so that their intervals do not cover one another.
  var plotScript: String {
    let lines = curves.indices.map { index in
      """
      'figure1.dat' index \(index) using ($1+\(0.5 * Double(index))):2:3:4 \
      with yerrorlines lw 1.5 pt \(index % 8 + 4) \
      title '\(curves[index].title)'
      """
    }
    return """
      # Draws figure1.svg and figure1.png from figure1.dat: gnuplot figure1.gnuplot
      set xlabel 'Observed ratings (%)'
      set ylabel 'HR\\@\(result.settings.top) at \(size) of fake users'
      set yrange [0:*]
      set xrange [0:104]
      set key outside right top
      set grid ytics
      set terminal svg size 800,450 dynamic background rgb 'white'
      set output 'figure1.svg'
      plot \(lines.joined(separator: ", \\\n  "))
      set terminal pngcairo size 1200,675 background rgb 'white'
      set output 'figure1.png'
      replot
      set output

      """
  }

  private var size: String { AuditResult.percent(result.settings.sizes[0]) }
}

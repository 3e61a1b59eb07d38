public import RecommenderData

/// A measured Figure 6 of [Zhang2020]: lengths of sequences before and after injections, as a table,
/// claims and what gnuplot draws.
public struct LengthReport: Hashable, Sendable {
  /// The level that p-values are judged by.
  static let level = 0.05

  /// The figures of the data.
  public let summary: InteractionSummary
  /// The lengths of normal users.
  public let before: SequenceLengths
  /// What each injection does to them.
  public let injections: [LengthInjection]

  /// The figure as a table in Markdown, with the claim under it.
  public var markdown: String {
    var text = ReportText(
      title: "LOKI, Figure 6: lengths of sequences before and after an injection")
    text.paragraph(
      """
      Data: \(summary.users) users, \(summary.items) items, \(summary.actions) actions; \(before) \
      actions of a user. Every fake user has M actions, whatever the attack.
      """)
    text.paragraph("![Lengths of sequences](\(LengthReproduction.name).svg)")
    text.table(rows)
    text.paragraph(
      """
      D is the greatest distance of two distribution functions, p that of Kolmogorov and Smirnov's test by \
      permutations: of normal against fake users, and of all lengths before against all after the \
      injection. The latter samples are not independent, the second holds the first, and their p is none to \
      rely on. An injection is unnoticeable here where p of users is \(Self.level.shortText) or more.
      """)
    text.paragraph("## The paper's claim")
    for claim in claims { text.paragraph(claim.line) }
    return text.text
  }

  /// The claim that the lengths stay similar and an injection unnoticed, for each budget.
  public var claims: [LokiClaim] {
    injections.map { injection in
      LokiClaim(
        text: """
          The distributions are similar and the injection is unnoticeable \
          (\(AuditResult.percent(injection.size)), M = \(injection.actions))
          """,
        holds: injection.users.pValue >= Self.level,
        evidence: """
          the distribution function moves by \(ReportText.ratio(injection.logs.statistic)), users with \
          exactly M actions go from \(ReportText.ratio(injection.shareBefore)) to \
          \(ReportText.ratio(injection.shareAfter)) of all, and fake users are told from normal ones with \
          p \(Self.probability(injection.users.pValue))
          """)
    }
  }

  /// The figure as plain text.
  public func table() -> String { TextTable.text(rows) }

  private var rows: [[String]] {
    [
      [
        "controlled users", "M", "mean before", "mean after", "M before", "M after", "D of users",
        "p of users", "D of logs", "p of logs",
      ]
    ]
      + injections.map { injection in
        [
          "\(AuditResult.percent(injection.size)) (\(injection.fakeUsers))",
          "\(injection.actions)", AuditResult.fixed(before.mean, digits: 3),
          AuditResult.fixed(injection.after.mean, digits: 3),
          ReportText.ratio(injection.shareBefore), ReportText.ratio(injection.shareAfter),
          ReportText.ratio(injection.users.statistic), Self.probability(injection.users.pValue),
          ReportText.ratio(injection.logs.statistic), Self.probability(injection.logs.pValue),
        ]
      }
  }

  /// A p-value with two digits; those that are not told from 0 are below 1e-250.
  static func probability(_ value: Double) -> String {
    guard value > 0 else { return "< 1e-250" }
    guard value < 1e-3 else { return ReportText.ratio(value) }
    var (digits, exponent) = (value, 0)
    while digits < 0.995 {
      digits *= 10
      exponent += 1
    }
    return "\(AuditResult.fixed(digits, digits: 1))e-\(exponent)"
  }

  /// The injections as comma-separated values.
  public var csv: String {
    "size,fake_users,actions,mean_before,mean_after,m_before,m_after,users_d,users_p,logs_d,logs_p\n"
      + injections.map { injection in
        [
          injection.size, Double(injection.fakeUsers), Double(injection.actions), before.mean,
          injection.after.mean, injection.shareBefore, injection.shareAfter,
          injection.users.statistic, injection.users.pValue, injection.logs.statistic,
          injection.logs.pValue,
        ].map(\.shortText).joined(separator: ",") + "\n"
      }.joined()
  }

  /// The data of the drawing: a block of length, share of users and share up to it before the injection,
  /// and one after each.
  var plotData: String {
    curves.map { title, lengths in
      var total = 0
      return "# \(title): length, share of users, share of users up to it\n"
        + lengths.histogram.map { entry in
          total += entry.count
          let numbers = [
            Double(entry.length), Double(entry.count) / Double(lengths.count),
            Double(total) / Double(lengths.count),
          ]
          return numbers.map(\.shortText).joined(separator: "\t") + "\n"
        }.joined()
    }.joined(separator: "\n\n")
  }

  /// The script that draws ``plotData`` as `.svg` and `.png`: shares of lengths, and under them the
  /// distribution functions.
  var plotScript: String {
    let name = LengthReproduction.name
    func plot(_ column: Int, _ style: String) -> String {
      curves.enumerated().map { index, curve in
        "'\(name).dat' index \(index) using 1:\(column) with \(style) title '\(curve.title)'"
      }.joined(separator: ", \\\n  ")
    }
    let body = """
      set multiplot layout 2,1
      set key top right
      set ylabel 'Users of this length'
      plot \(plot(2, "linespoints lw 1.5 pt 7 ps 0.5"))
      set ylabel 'Users up to this length'
      set key bottom right
      plot \(plot(3, "steps lw 1.5"))
      unset multiplot
      """
    let lengths = injections.map(\.after)
    let least = max(1, lengths.map(\.minimum).min() ?? 1)
    let greatest = max(least + 1, lengths.map(\.maximum).max() ?? 1)
    return """
      # Draws \(name).svg and \(name).png from \(name).dat: gnuplot \(name).gnuplot
      set xlabel 'Actions of a user'
      set logscale x
      set yrange [0:*]
      set grid
      set xrange [\(least):\(greatest)]
      set terminal svg size 900,800 dynamic background rgb 'white'
      set output '\(name).svg'
      \(body)
      set terminal pngcairo size 900,800 background rgb 'white'
      set output '\(name).png'
      \(body)
      set output

      """
  }

  private var curves: [(title: String, lengths: SequenceLengths)] {
    [("before", before)]
      + injections.map {
        ("after \(AuditResult.percent($0.size)), M = \($0.actions)", $0.after)
      }
  }
}

internal import RecommenderData
internal import Recommenders

/// Attacks on a guarded recommender: what Table 2 and Figure 2 show. [Fang2020, §6]
public struct GuardedReport: Hashable, Sendable {
  /// What was measured.
  public let result: AuditResult

  /// Table 2 in Markdown: for each attack HR@N after removal beside the paper's rows, then the rates
  /// of the detector.
  public var tableMarkdown: String {
    var text = ReportText(title: ReproducedTable.table2.title, result: result)
    text.paragraph(
      """
      HR@\(result.settings.top) once flagged users are removed and the recommender is fitted anew: the \
      share of all normal users whose list holds the target, a mean over targets with its 95 % \
      bootstrap interval over them; a normal user who is removed has no list. *Music* and *Yelp* are \
      the paper's own, on its data [Fang2020, Table 2]; † marks attacks that it does not have.
      """)
    text.paragraph(detectorSentence)
    let sizes = result.settings.sizes
    var rows = [["attack", "data"] + sizes.map(AuditResult.percent)]
    for attack in result.settings.attacks {
      rows += ReportText.rows(
        of: attack, sizes: sizes, in: .table2,
        measured: cells(attack).map(ReportText.guardedInterval))
    }
    text.table(rows)
    text.paragraph("HR@\(result.settings.top) before removal:")
    text.table(table { ReportText.ratio($0.hitRatio) })
    writeRates(&text)
    return text.text
  }

  /// Figure 2 in Markdown: the drawings, and the rates behind them.
  public var figureMarkdown: String {
    var text = ReportText(
      title: "Figure 2: fake users that a detector misses", result: result)
    text.paragraph(detectorSentence)
    text.paragraph("![False negative rate by size](figure2.svg)")
    text.paragraph("![Hit ratio by false negative rate](strength.svg)")
    writeRates(&text)
    return text.text
  }

  /// All numbers as comma-separated values, a line for each attack and size; rates of nothing are
  /// left empty.
  public var csv: String {
    var lines = [
      "attack,size,fake_users,hit_ratio,hit_ratio_after_removal,low,high,false_negative_rate,"
        + "false_positive_rate,published_music,published_yelp"
    ]
    for cell in result.cells {
      guard let guarded = cell.guarded else { continue }
      let published = PublishedHitRatios.Dataset.allCases.map {
        PublishedHitRatios.hitRatio(of: cell.attack, size: cell.size, on: $0, in: .table2)
      }
      let numbers: [Double?] =
        [
          cell.size, Double(cell.fakeUsers), cell.hitRatio, guarded.hitRatio.mean,
          guarded.hitRatio.low, guarded.hitRatio.high, guarded.falseNegativeRate,
          guarded.falsePositiveRate,
        ] + published
      lines.append(
        ([cell.attack] + numbers.map { $0?.shortText ?? "" }).joined(separator: ","))
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The data of both drawings: for each attack with fake users a block of percent of fake users,
  /// FNR, HR before removal and HR after it.
  var plotData: String {
    attacked.map { attack in
      "# \(attack): percent of fake users, FNR, HR, HR after removal\n"
        + cells(attack).map { cell in
          let numbers = [
            (10_000 * cell.size).rounded() / 100, cell.guarded?.falseNegativeRate ?? 0,
            cell.hitRatio, cell.guarded?.hitRatio.mean ?? 0,
          ]
          return numbers.map(\.shortText).joined(separator: "\t") + "\n"
        }.joined()
    }.joined(separator: "\n\n")
  }

  /// The script that draws ``plotData``.
  var plotScript: String {
    func lines(_ columns: String) -> String {
      attacked.enumerated().map { index, attack in
        "'figure2.dat' index \(index) using \(columns) with linespoints lw 1.5 pt \(index % 10 + 4) "
          + "title '\(attack)'"
      }.joined(separator: ", \\\n  ")
    }
    func drawing(_ name: String) -> String {
      """
      set terminal svg size 800,450 dynamic background rgb 'white'
      set output '\(name).svg'
      replot
      set terminal pngcairo size 1200,675 background rgb 'white'
      set output '\(name).png'
      replot
      set output

      """
    }
    return """
      # Draws figure2 and strength from figure2.dat: gnuplot figure2.gnuplot
      set key outside right top
      set grid
      set yrange [-0.02:1.02]
      set terminal unknown
      set xlabel 'Fake users (%)'
      set ylabel 'False negative rate'
      plot \(lines("1:2"))
      \(drawing("figure2"))
      set terminal unknown
      set xrange [-0.02:1.02]
      set xlabel 'False negative rate'
      set ylabel 'HR\\@\(result.settings.top) without a detector'
      plot \(lines("2:3"))
      \(drawing("strength"))
      """
  }

  private var attacked: [String] {
    result.settings.attacks.filter { attack in cells(attack).contains { $0.fakeUsers > 0 } }
  }

  private func cells(_ attack: String) -> [AuditSummary] {
    result.cells.filter { $0.attack == attack }
  }

  private func table(_ value: (AuditSummary) -> String) -> [[String]] {
    [["attack"] + result.settings.sizes.map(AuditResult.percent)]
      + result.settings.attacks.map { [$0] + cells($0).map(value) }
  }

  private func writeRates(_ text: inout ReportText) {
    text.paragraph("False negative rate: the share of fake users that is not flagged.")
    text.table(table { ReportText.share($0.guarded?.falseNegativeRate) })
    text.paragraph("False positive rate: the share of normal users that is flagged.")
    text.table(table { ReportText.share($0.guarded?.falsePositiveRate) })
  }

  private var detectorSentence: String {
    let guarding = result.settings.guarding
    return switch guarding.detector {
    case .svm:
      """
      Detector: a support vector machine on six features for each attack and size, trained on \
      \(guarding.trainingUsers) fake users of other runs of the attack, on other targets, and as many \
      normal users but at most half of all, who do not count for the false positive rate. The one for \
      `none` is trained on `\(RecommenderGuard.cleanAttack)`.
      """
    case .pca:
      """
      Detector: PCA variable selection, which flags \
      \(AuditResult.percent(guarding.flaggedShare)) of all users.
      """
    case .none: "No detector."
    }
  }
}

public import RecommenderData
internal import RecommenderInfluence
public import Recommenders

/// How well estimates of injected sequences order them as training anew does, as tables and what gnuplot draws.
public struct EstimatorReport: Hashable, Sendable {
  /// What was compared.
  public let configuration: EstimatorConfiguration
  /// The figures of the data.
  public let summary: InteractionSummary
  /// The injections on each model.
  public let samples: [NextItemModel: [EstimatorSample]]

  /// Spearman's rank correlations of what is estimated with what training anew does.
  public struct Correlations: Hashable, Sendable {
    /// Of local retraining's attainment with the attainment.
    public let localAttainment: Double
    /// Of its mean log likelihood with the mean log likelihood.
    public let localLogLikelihood: Double
    /// Of influence with the attainment.
    public let influenceAttainment: Double
    /// Of influence with the mean log likelihood, which its aim is by default.
    public let influenceLogLikelihood: Double
    /// Of the mere number of actions on what is pushed with the mean log likelihood.
    public let pushes: Double

    /// The correlations over some injections.
    init(_ samples: [EstimatorSample]) {
      let attainments = samples.map(\.retrained.attainment)
      let likelihoods = samples.map(\.retrained.logLikelihood)
      localAttainment = Correlation.spearman(samples.map(\.local.attainment), attainments)
      localLogLikelihood = Correlation.spearman(samples.map(\.local.logLikelihood), likelihoods)
      influenceAttainment = Correlation.spearman(samples.map(\.influence), attainments)
      influenceLogLikelihood = Correlation.spearman(samples.map(\.influence), likelihoods)
      pushes = Correlation.spearman(samples.map { Double($0.pushes) }, likelihoods)
    }
  }

  /// The correlations for a model; `nil` if it was not measured.
  public func correlations(of model: NextItemModel) -> Correlations? {
    samples[model].map { Correlations($0) }
  }

  /// The study as tables in Markdown.
  public var markdown: String {
    var text = ReportText(
      title: "LOKI: how well estimates order injected sequences")
    let configuration = configuration
    text.paragraph(
      """
      Data: \(summary.users) users, \(summary.items) items, \(summary.actions) actions. \
      \(configuration.targetCount) random targets, \(configuration.targetUserCount) random target users, \
      lists of \(configuration.top), seed \(configuration.seed). Each injection is \
      \(AuditResult.percent(configuration.controlled)) of controlled users with \
      \(configuration.actions) actions, all of one random sequence of groups; an action is on what is \
      pushed as often as not. The model is trained anew with each, from one seed that is not that of the \
      clean model which estimates start from.
      """)
    text.paragraph("![Estimates and training anew](\(EstimatorReproduction.name).svg)")
    text.paragraph("Spearman's rank correlation with training anew:")
    text.table(correlationRows)
    text.paragraph(
      """
      Attainment is the display rate and a quarter of the smooth one, which LOKI learns from; place is the mean \
      of log σ of targets' margins\(configuration.influence.aim == .place ? ", which influence is on" : ""). A correlation of 0 has a standard error of \
      \(ReportText.ratio(1 / Double(max(2, configuration.samples) - 1).squareRoot())). The last column is what \
      merely counting the actions on pushed items would give.
      """)
    text.paragraph("What they cost:")
    text.table(costRows)
    return text.text
  }

  /// The study as plain text.
  public func table() -> String {
    TextTable.text(correlationRows) + "\n" + TextTable.text(costRows)
  }

  private var measured: [(model: NextItemModel, samples: [EstimatorSample])] {
    configuration.models.compactMap { model in samples[model].map { (model, $0) } }
  }

  private var correlationRows: [[String]] {
    [
      [
        "model", "injections", "local, attainment", "local, place", "influence, attainment",
        "influence, place", "pushes, place",
      ]
    ]
      + measured.map { model, samples in
        let found = Correlations(samples)
        return [model.rawValue, "\(samples.count)"]
          + [
            found.localAttainment, found.localLogLikelihood, found.influenceAttainment,
            found.influenceLogLikelihood, found.pushes,
          ].map { AuditResult.fixed($0, digits: 3) }
      }
  }

  private var costRows: [[String]] {
    [
      [
        "model", "training anew (s)", "local retraining (s)", "solve (s)", "δ", "products",
        "residual",
        "solve (MB)", "rewards a second",
      ]
    ]
      + measured.map { model, samples in
        func median(_ value: (EstimatorSample) -> Double) -> Double {
          Correlation.median(samples.map(value))
        }
        let solve = samples[0].solve
        return [
          model.rawValue, AuditResult.fixed(median(\.retrainedSeconds), digits: 2),
          AuditResult.fixed(median(\.localSeconds), digits: 3),
          AuditResult.fixed(solve.seconds, digits: 1), solve.damping.shortText,
          "\(solve.iterations)", AuditResult.fixed(solve.residual, digits: 4),
          "\(Int((Double(solve.bytes) / 1e6).rounded()))",
          "\(Int(median { Double($0.rewards) / max($0.rewardSeconds, 1e-9) }))",
        ]
      }
  }

  /// The injections as comma-separated values.
  public var csv: String {
    "model,pattern,pushes,display_rate,attainment,place,local_display_rate,local_attainment,local_place,influence\n"
      + measured.flatMap { model, samples in
        samples.map { sample in
          let outcomes = [sample.retrained, sample.local].flatMap {
            [$0.displayRate, $0.attainment, $0.logLikelihood]
          }
          return "\(model.rawValue),\(sample.pattern),\(sample.pushes),"
            + (outcomes + [sample.influence]).map(\.shortText).joined(separator: ",") + "\n"
        }
      }.joined()
  }

  /// The data of the drawing, a block for each model: attainments trained anew and locally, and places trained
  /// anew and by influence.
  var plotData: String {
    measured.map { model, samples in
      "# \(model.rawValue): attainment anew, locally, place anew, influence\n"
        + samples.map { sample in
          [
            sample.retrained.attainment, sample.local.attainment, sample.retrained.logLikelihood,
            sample.influence,
          ].map(\.shortText).joined(separator: "\t") + "\n"
        }.joined()
    }.joined(separator: "\n\n")
  }

  /// The script that draws ``plotData`` as `.svg` and `.png`: a row for each model.
  var plotScript: String {
    let name = EstimatorReproduction.name
    let plots = measured.enumerated().map { index, entry in
      """
      set title '\(entry.model.rawValue)'
      set xlabel 'Attainment, local retraining'
      set ylabel 'Attainment, trained anew'
      plot '\(name).dat' index \(index) using 2:1 with points pt 7 ps 0.4 notitle
      set xlabel 'Influence'
      set ylabel 'Place, trained anew'
      plot '\(name).dat' index \(index) using 4:3 with points pt 7 ps 0.4 notitle
      """
    }.joined(separator: "\n")
    let height = 350 * max(1, measured.count)
    let body = """
      set multiplot layout \(max(1, measured.count)),2
      \(plots)
      unset multiplot
      """
    return """
      # Draws \(name).svg and \(name).png from \(name).dat: gnuplot \(name).gnuplot
      set grid
      set terminal svg size 900,\(height) dynamic background rgb 'white'
      set output '\(name).svg'
      \(body)
      set terminal pngcairo size 900,\(height) background rgb 'white'
      set output '\(name).png'
      \(body)
      set output

      """
  }
}

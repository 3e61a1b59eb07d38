public import Foundation
public import RecommenderData
internal import Recommenders
public import Tensor

/// A figure of [Zhang2020] on display rates measured on other data: an audit for each victim, budget and
/// seed, and a drawing of their means.
///
/// Audits are kept one by one, and figures share them: the budget of Figure 3 is one of Figure 4's and
/// one of Figure 5's. The attack `none` has no fake users and is measured once for all budgets. With one
/// seed all victims have the same targets and target users.
///
/// ```swift
/// let figure = try LokiFigureReproduction(of: log, configuration: .init(.figure3))
/// try figure.run(folder: URL(filePath: "out"), gnuplot: Gnuplot()).markdown
/// ```
public struct LokiFigureReproduction: Sendable {
  /// What is measured.
  public let configuration: LokiFigureConfiguration
  /// The actions of normal users.
  public let log: InteractionLog

  /// A figure to measure on `log`, whose every option has been checked.
  ///
  /// - Parameters:
  ///   - log: The data, without injected users.
  ///   - configuration: What is measured.
  /// - Throws: `ExperimentError.invalidOption` naming the option; what an audit's validation throws.
  public init(of log: InteractionLog, configuration: LokiFigureConfiguration) throws {
    try configuration.validate()
    self.configuration = configuration
    self.log = log
  }

  /// Measures and draws the figure, or what is left of one that was broken off.
  ///
  /// The folder gets a report in Markdown, the numbers as `.csv`, and the drawing as `.svg` and `.png`
  /// with the data and the script that it is made from, each whole or absent at any time, all named
  /// after the figure; and a folder `loki-audits` with the finished audits, in a folder for each
  /// configuration and data set. Audits of other configurations are left alone.
  ///
  /// - Parameters:
  ///   - folder: Where to write.
  ///   - gnuplot: The program that draws.
  ///   - parallelism: The number of threads to use; it does not change the result.
  ///   - progress: Called often, with where the grid of audits stands and what is being done; an error
  ///     that it throws ends the run, and finished audits stay.
  /// - Throws: What audits throw; `ExperimentError.gnuplotFailed`, or `.file` if a file cannot be
  ///   written; whatever `progress` throws.
  public func run(
    folder: URL, gnuplot: Gnuplot, parallelism: Parallelism = .automatic,
    progress: ((GridProgress, _ step: String) throws -> Void)? = nil
  ) throws -> LokiFigureReport {
    let report = LokiFigureReport(
      configuration: configuration, summary: try InteractionSummary(of: log),
      points: try SequencePoints(
        configuration, results: try results(folder, parallelism, progress)))
    try DrawnReport(
      name: configuration.figure.rawValue, csv: report.csv, plotData: report.plotData,
      plotScript: report.plotScript, markdown: report.markdown
    ).write(to: folder, gnuplot: gnuplot)
    return report
  }

  /// The audits, computed or found.
  private func results(
    _ folder: URL, _ parallelism: Parallelism,
    _ progress: ((GridProgress, _ step: String) throws -> Void)?
  ) throws -> [SequenceAuditKey: SequenceAuditResult] {
    let store = try CellStore<SequenceAuditKey, SequenceAuditResult>(
      in: folder.appending(path: "loki-audits"), configuration: configuration.shared,
      data: log.fingerprint)
    let keys = configuration.keys
    let clock = ContinuousClock()
    var (latest, since) = (GridProgress?.none, clock.now)
    let results = try GridRunner(store: store).run(
      keys,
      progress: { state in
        (latest, since) = (state, clock.now)
        try progress?(state, "")
      }, weight: \.work
    ) { key in
      let audit = SequenceAudit(configuration.audit(of: key), parallelism: parallelism)
      return try audit.run(
        on: log,
        progress: { step, _ in
          guard let latest else { return }
          try progress?(
            latest.within(key.work, for: (clock.now - since).seconds),
            "\(key.victim.rawValue), seed \(key.seed): \(step)")
        })
    }
    return Dictionary(uniqueKeysWithValues: zip(keys, results))
  }
}

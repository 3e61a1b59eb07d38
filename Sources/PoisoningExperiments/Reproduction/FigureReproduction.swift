public import Foundation
public import RecommenderData
public import Tensor

/// Figure 1 of [Fang2020] measured on other data: an audit for each share of the ratings that the
/// attacker observes and each rank of his model, and a drawing of them.
///
/// ```swift
/// let figure = try FigureReproduction(of: ratings, configuration: FigureConfiguration())
/// try figure.run(folder: URL(filePath: "out"), gnuplot: Gnuplot()).markdown
/// ```
public struct FigureReproduction: Sendable {
  /// What is measured.
  public let configuration: FigureConfiguration
  /// The audits behind the points.
  public let audits: [Audit]

  /// A figure to measure on `ratings`, whose every option has been checked.
  ///
  /// - Parameters:
  ///   - ratings: The data, without injected users.
  ///   - configuration: What is measured.
  /// - Throws: `ExperimentError.invalidOption` for shares and ranks that are none; what the audits'
  ///   initializers throw.
  public init(of ratings: RatingMatrix, configuration: FigureConfiguration) throws {
    try configuration.validate()
    self.configuration = configuration
    audits = try configuration.audits().map { try Audit(of: ratings, configuration: $0) }
  }

  /// Measures and draws the figure, or what is left of one that was broken off.
  ///
  /// The folder gets `figure1.md` and `figure1.csv`, the drawing as `figure1.svg` and `figure1.png`
  /// with the data `figure1.dat` and the script `figure1.gnuplot` that it is made from, each whole
  /// or absent at any time, and a folder `figure1` with what the audits keep.
  ///
  /// - Parameters:
  ///   - folder: Where to write.
  ///   - gnuplot: The program that draws.
  ///   - parallelism: The number of threads to use; it does not change the result.
  ///   - progress: As that of an audit's run, for all audits together.
  /// - Throws: What the audits throw; `ExperimentError.gnuplotFailed`, or `.file` if a file cannot be
  ///   written.
  public func run(
    folder: URL, gnuplot: Gnuplot, parallelism: Parallelism = .automatic,
    progress: ((GridProgress) throws -> Void)? = nil
  ) throws -> FigureReport {
    var total = JoinedProgress(audits: audits)
    let results = try audits.map { audit in
      let place = audit.configuration
      let name = "observed-\((place.observed ?? 1).shortText)-rank-\(place.attackerRank ?? 0)"
      defer { total.finishAudit() }
      return try audit.run(
        folder: folder.appending(path: "figure1/\(name)"), parallelism: parallelism
      ) { try progress?(total.joined(with: $0)) }
    }
    let report = FigureReport(configuration: configuration, results: results)
    try DrawnReport(
      name: "figure1", csv: report.csv, plotData: report.plotData, plotScript: report.plotScript,
      markdown: report.markdown
    ).write(to: folder, gnuplot: gnuplot)
    return report
  }
}

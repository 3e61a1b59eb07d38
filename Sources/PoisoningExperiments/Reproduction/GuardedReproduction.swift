public import Foundation
public import RecommenderData
public import Tensor

/// Table 2 and Figure 2 of [Fang2020] measured on other data: one audit with a detector, and two
/// reports on it.
public struct GuardedReproduction: Sendable {
  /// The audit that measures both.
  public let audit: Audit

  /// The experiment on `ratings`.
  ///
  /// - Throws: `ExperimentError.invalidOption` without a detector; what the audit's initializer throws.
  public init(of ratings: RatingMatrix, configuration: AuditConfiguration) throws {
    guard configuration.guarding.detector != .none else {
      throw ExperimentError.invalidOption(name: "detector", requirement: "none is chosen")
    }
    audit = try Audit(of: ratings, configuration: configuration)
  }

  /// Measures Table 2, or what is left of a run that was broken off.
  ///
  /// The folder gets `table2.md` and `table2.csv`, each whole or absent at any time, and a folder
  /// `guarded` with what the audit keeps.
  ///
  /// - Throws: What the audit throws; `ExperimentError.file` if a file cannot be written.
  public func table(
    folder: URL, parallelism: Parallelism = .automatic,
    progress: ((GridProgress) throws -> Void)? = nil
  ) throws -> GuardedReport {
    let report = try measure(folder, parallelism, progress)
    try AtomicWriter.write(Data(report.csv.utf8), to: folder.appending(path: "table2.csv"))
    try AtomicWriter.write(Data(report.tableMarkdown.utf8), to: folder.appending(path: "table2.md"))
    return report
  }

  /// Measures and draws Figure 2, or what is left of a run that was broken off.
  ///
  /// The folder gets `figure2.md` and `figure2.csv`, the drawings `figure2` and `strength` as `.svg`
  /// and `.png` with the data and the script that they are made from, and a folder `guarded` with
  /// what the audit keeps.
  ///
  /// - Throws: What the audit throws; `ExperimentError.gnuplotFailed`, or `.file` if a file cannot be
  ///   written.
  public func figure(
    folder: URL, gnuplot: Gnuplot, parallelism: Parallelism = .automatic,
    progress: ((GridProgress) throws -> Void)? = nil
  ) throws -> GuardedReport {
    let report = try measure(folder, parallelism, progress)
    func write(_ text: String, _ name: String) throws {
      try AtomicWriter.write(Data(text.utf8), to: folder.appending(path: name))
    }
    try write(report.csv, "figure2.csv")
    try write(report.plotData, "figure2.dat")
    try write(report.plotScript, "figure2.gnuplot")
    try gnuplot.run(
      "figure2.gnuplot", reading: ["figure2.dat"],
      writing: ["figure2.svg", "figure2.png", "strength.svg", "strength.png"], in: folder)
    try write(report.figureMarkdown, "figure2.md")
    return report
  }

  private func measure(
    _ folder: URL, _ parallelism: Parallelism, _ progress: ((GridProgress) throws -> Void)?
  ) throws -> GuardedReport {
    GuardedReport(
      result: try audit.run(
        folder: folder.appending(path: "guarded"), parallelism: parallelism, progress: progress))
  }
}

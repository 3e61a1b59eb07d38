public import Foundation
public import RecommenderData
public import Tensor

/// A table of [Fang2020] measured on other data: an audit, and a report beside the printed numbers.
///
/// ```swift
/// let configuration = AuditConfiguration(attacks: ReproducedTable.table1.attacks)
/// let reproduction = try TableReproduction(.table1, of: ratings, configuration: configuration)
/// try reproduction.run(folder: URL(filePath: "out")).markdown
/// ```
public struct TableReproduction: Sendable {
  /// Which table.
  public let table: ReproducedTable
  /// The audit that measures it.
  public let audit: Audit

  /// A table to measure on `ratings`.
  ///
  /// - Parameters:
  ///   - table: Which table.
  ///   - ratings: The data, without injected users.
  ///   - configuration: What is measured; the defaults of `AuditConfiguration` are the paper's, and
  ///     its attacks are those of the table unless others are wanted. The victim is the table's.
  /// - Throws: What the audit's initializer throws.
  public init(
    _ table: ReproducedTable, of ratings: RatingMatrix, configuration: AuditConfiguration
  ) throws {
    self.table = table
    var configuration = configuration
    configuration.victim = table.victim
    audit = try Audit(of: ratings, configuration: configuration)
  }

  /// Measures the table, or what is left of one that was broken off.
  ///
  /// The folder gets `table1.md` and `table1.csv`, each whole or absent at any time, and a folder
  /// `table1` with what the audit keeps; `table4` likewise.
  ///
  /// - Parameters:
  ///   - folder: Where to write.
  ///   - parallelism: The number of threads to use; it does not change the result.
  ///   - progress: As that of an audit's run.
  /// - Throws: What the audit throws; `ExperimentError.file` if a file cannot be written.
  public func run(
    folder: URL, parallelism: Parallelism = .automatic,
    progress: ((GridProgress) throws -> Void)? = nil
  ) throws -> TableReport {
    let name = table.rawValue
    let result = try audit.run(
      folder: folder.appending(path: name), parallelism: parallelism, progress: progress)
    let report = TableReport(table: table, result: result)
    try AtomicWriter.write(Data(report.csv.utf8), to: folder.appending(path: name + ".csv"))
    try AtomicWriter.write(Data(report.markdown.utf8), to: folder.appending(path: name + ".md"))
    return report
  }
}

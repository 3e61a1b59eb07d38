public import Foundation
internal import PoisoningAttacks
public import RecommenderData

/// Figure 6 of [Zhang2020] measured on other data: how long sequences are before and after an injection.
///
/// Every attack injects as many users as its budget says, each with M actions, so that nothing has to be
/// attacked or trained to know the lengths. Whole sequences count, held-out actions included: it is what
/// an operator of a platform sees.
///
/// ```swift
/// let figure = try LengthReproduction(of: log, sizes: [0.03], actions: [15])
/// try figure.run(folder: URL(filePath: "out"), gnuplot: Gnuplot()).markdown
/// ```
public struct LengthReproduction: Sendable {
  /// The name of the figure.
  public static let name = "loki-figure6"

  /// The actions of normal users.
  public let log: InteractionLog
  /// The numbers of fake users relative to normal ones, each in (0, 1], none twice.
  public let sizes: [Double]
  /// M, the numbers of actions of each fake user, each at least 1, none twice.
  public let actions: [Int]

  /// A figure to measure on `log`, by default with the paper's budget.
  ///
  /// - Parameters:
  ///   - log: The data, without injected users.
  ///   - sizes: The numbers of fake users relative to normal ones.
  ///   - actions: M, the numbers of actions of each.
  /// - Throws: `ExperimentError.invalidOption` naming the option.
  public init(
    of log: InteractionLog, sizes: [Double] = [0.03], actions: [Int] = [15]
  ) throws(ExperimentError) {
    try OptionList.validateBudgets(sizes: sizes, actions: actions)
    self.log = log
    self.sizes = sizes
    self.actions = actions
  }

  /// Measures and draws the figure.
  ///
  /// The folder gets `loki-figure6.md` and `.csv`, and the drawing as `.svg` and `.png` with the data
  /// and the script that it is made from, each whole or absent at any time.
  ///
  /// - Parameters:
  ///   - folder: Where to write.
  ///   - gnuplot: The program that draws.
  ///   - progress: Called with how many of how many injections are measured; an error that it throws ends
  ///     the run.
  /// - Throws: `DataError` for a log without users; `ExperimentError.gnuplotFailed`, or `.file` if a file
  ///   cannot be written; whatever `progress` throws.
  public func run(
    folder: URL, gnuplot: Gnuplot, progress: ((_ done: Int, _ total: Int) throws -> Void)? = nil
  ) throws -> LengthReport {
    let budgets = sizes.flatMap { size in actions.map { (size, $0) } }
    try progress?(0, budgets.count)
    let normal = Array(log.lengths.prefix(log.normalUserCount))
    let summary = try InteractionSummary(of: log)
    var injections: [LengthInjection] = []
    for (size, actions) in budgets {
      let count = try AttackBudget.fakeUserCount(size: size, normalUsers: normal.count)
      injections.append(
        try LengthInjection(normal: normal, fakeUsers: count, actions: actions, size: size))
      try progress?(injections.count, budgets.count)
    }
    let report = LengthReport(
      summary: summary, before: try SequenceLengths(of: normal), injections: injections)
    try DrawnReport(
      name: Self.name, csv: report.csv, plotData: report.plotData, plotScript: report.plotScript,
      markdown: report.markdown
    ).write(to: folder, gnuplot: gnuplot)
    return report
  }
}

/// What an injection of users with equally many actions does to the lengths of sequences.
public struct LengthInjection: Hashable, Codable, Sendable {
  /// The number of fake users relative to normal ones.
  public let size: Double
  /// The number of fake users.
  public let fakeUsers: Int
  /// M, the number of actions of each.
  public let actions: Int
  /// The lengths of all sequences after the injection.
  public let after: SequenceLengths
  /// Lengths of normal users against those of fake ones, which are independent.
  public let users: KolmogorovSmirnovTest
  /// All lengths before against all after the injection; these are not independent, the second hold the
  /// first, so that its p-value is none to be relied on.
  public let logs: KolmogorovSmirnovTest
  /// The share of users with exactly M actions before the injection.
  public let shareBefore: Double
  /// The share of users with exactly M actions after it.
  public let shareAfter: Double

  /// What `fakeUsers` users of `actions` actions do to the lengths of normal users.
  ///
  /// - Throws: `DataError.invalidArgument` without normal or fake users.
  init(normal: [Int], fakeUsers: Int, actions: Int, size: Double) throws(DataError) {
    self.size = size
    self.fakeUsers = fakeUsers
    self.actions = actions
    let fake = [Int](repeating: actions, count: fakeUsers)
    let all = normal + fake
    after = try SequenceLengths(of: all)
    users = try KolmogorovSmirnovTest(normal, fake)
    logs = try KolmogorovSmirnovTest(normal, all)
    func share(_ lengths: [Int]) -> Double {
      Double(lengths.count { $0 == actions }) / Double(lengths.count)
    }
    (shareBefore, shareAfter) = (share(normal), share(all))
  }
}

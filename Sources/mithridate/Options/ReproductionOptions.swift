internal import ArgumentParser
internal import Foundation
internal import PoisoningExperiments

/// The options that all commands have in common which measure a table or figure of a paper anew.
struct ReproductionOptions: ParsableArguments {
  @OptionGroup(title: "Data") var input: RatingsOptions

  @Option(parsing: .unconditional, help: "How many target items to draw. (default: 10)")
  var targetCount: Int?

  @Option(
    name: [.customLong("target"), .customLong("targets")], parsing: .upToNextOption,
    help: ArgumentHelp("Identifiers of the target items instead.", valueName: "id"))
  var target: [String] = []

  @Option(parsing: .unconditional, help: "Filler items of each fake user.")
  var fillers = AuditConfiguration().fillers

  @Option(parsing: .unconditional, help: "N, the length of recommendation lists.")
  var top = AuditConfiguration().top

  @Option(
    parsing: .unconditional,
    help: "Refits with different random starts that each value is the mean of.")
  var repeats = AuditConfiguration().repeats

  @OptionGroup(title: "Optimized attacks") var optimized: OptimizationArguments

  @OptionGroup(title: "Fit") var fit: FitOptions

  @Option(help: ArgumentHelp("Folder to write.", valueName: "dir"))
  var out: String

  func validate() throws {
    if targetCount != nil, !target.isEmpty {
      throw ValidationError("--target-count and --target exclude each other")
    }
    try OutputPath.validateFolder(out)
  }

  /// The folder to write.
  var folder: URL { URL(fileURLWithPath: out, isDirectory: true) }

  /// An audit of the given attacks and sizes with these options.
  func audit(attacks: [String], sizes: [Double]) -> AuditConfiguration {
    AuditConfiguration(
      attacks: attacks, sizes: sizes,
      targets: target.isEmpty ? .random(count: targetCount ?? 10) : .identifiers(target),
      fillers: fillers, top: top, optimization: optimized.optimization,
      attackerRank: optimized.attackerRank, fit: fit.factorization, seed: fit.seed,
      repeats: repeats, precision: fit.precision)
  }
}

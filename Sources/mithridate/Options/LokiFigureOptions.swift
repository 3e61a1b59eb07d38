internal import ArgumentParser
internal import Foundation
internal import PoisoningExperiments
internal import Recommenders

/// The options of the commands that measure display rates of LOKI's paper anew.
struct LokiFigureOptions: ParsableArguments {
  @OptionGroup(title: "Data") var input: SequencesOptions

  @Option(
    help: ArgumentHelp("Recommenders to attack, one after another.", valueName: "list"))
  var victims = CommaSeparated(NextItemModel.allCases)

  @Option(
    help: ArgumentHelp(
      "Models of the attacker's simulator, of which the victim is left out.", valueName: "list"))
  var simulators = CommaSeparated(NextItemModel.allCases)

  @Option(help: ArgumentHelp("Attacks, in the order of the tables.", valueName: "list"))
  var attacks = CommaSeparated(SequenceAuditConfiguration.attackNames)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Seeds that values are means over; each draws other targets and users.", valueName: "list"))
  var seeds: CommaSeparated<UInt64> = CommaSeparated([1, 2, 3])

  @OptionGroup(title: "Audit") var common: SequenceAuditArguments

  @OptionGroup var threads: ThreadOptions

  @Option(help: ArgumentHelp("Folder to write.", valueName: "dir"))
  var out: String

  func validate() throws { try OutputPath.validateFolder(out) }

  /// Measures the figure, writes it and prints what was measured.
  func reproduce(_ figure: LokiFigure, sizes: [Double], actions: [Int]) throws {
    let gnuplot = try Gnuplot()
    let loaded = try input.load()
    let reproduction = try LokiFigureReproduction(
      of: loaded.log,
      configuration: LokiFigureConfiguration(
        figure, audit: common.audit(attacks: attacks.elements), victims: victims.elements,
        simulators: simulators.elements, sizes: sizes, actions: actions, seeds: seeds.elements))
    var progress = TaskProgress(figure.rawValue, loaded)
    let report = try reproduction.run(
      folder: URL(fileURLWithPath: out, isDirectory: true), gnuplot: gnuplot,
      parallelism: threads.parallelism
    ) { try progress.show($0, detail: $1) }
    progress.finish()
    try Terminal.write(report.table())
    let name = figure.rawValue
    Terminal.writeError("\(out): \(name).md, \(name).csv, \(name).svg, \(name).png\n")
  }
}

internal import ArgumentParser
internal import Foundation
internal import PoisoningExperiments

/// `mithridate reproduce loki-figure6`: lengths of sequences before and after an injection.
struct ReproduceLokiFigure6Command: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loki-figure6",
    abstract: "Lengths of sequences before and after an injection, with tests, as a figure.",
    discussion: """
      Every fake user has as many actions as --actions says, whatever the attack, so nothing is trained. \
      Writes loki-figure6.md with mean lengths and Kolmogorov and Smirnov's test of normal against fake \
      users and of the log before against after, loki-figure6.csv, and the drawing as loki-figure6.svg \
      and loki-figure6.png beside the data and the script that gnuplot makes them from.

      EXAMPLES:
        mithridate reproduce loki-figure6 --sequences Beauty.txt.gz --out results
        mithridate reproduce loki-figure6 --synthetic small --actions 5,15 --out results
      """)

  @OptionGroup(title: "Data") var input: SequencesOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Fake users relative to normal users, each in (0, 1].", valueName: "list"))
  var sizes = CommaSeparated([0.03])

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("M, the actions of each fake user, each at least 1.", valueName: "list"))
  var actions = CommaSeparated([15])

  @Option(help: ArgumentHelp("Folder to write.", valueName: "dir"))
  var out: String

  func validate() throws { try OutputPath.validateFolder(out) }

  func run() throws {
    let gnuplot = try Gnuplot()
    let loaded = try input.load()
    let reproduction = try LengthReproduction(
      of: loaded.log, sizes: sizes.elements, actions: actions.elements)
    let name = LengthReproduction.name
    var progress = TaskProgress(name, loaded)
    let report = try reproduction.run(
      folder: URL(fileURLWithPath: out, isDirectory: true), gnuplot: gnuplot
    ) { try progress.show($0, of: $1) }
    progress.finish()
    try Terminal.write(report.table())
    Terminal.writeError("\(out): \(name).md, \(name).csv, \(name).svg, \(name).png\n")
  }
}

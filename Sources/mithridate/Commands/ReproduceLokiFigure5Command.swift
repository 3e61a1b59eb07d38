internal import ArgumentParser
internal import PoisoningExperiments

/// `mithridate reproduce loki-figure5`: display rates by the actions of each controlled user.
struct ReproduceLokiFigure5Command: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loki-figure5",
    abstract: "Display rates by the actions of each controlled user, as a figure.",
    discussion: """
      Writes loki-figure5.md with the rates, their intervals over seeds and whether the paper's claims \
      hold, loki-figure5.csv, and the drawing as loki-figure5.svg and loki-figure5.png beside the data \
      and the script that gnuplot makes them from. Finished audits are kept in the folder loki-audits, \
      which loki-figure3 and loki-figure4 share: a run that was broken off goes on where it was.

      EXAMPLES:
        mithridate reproduce loki-figure5 --sequences Beauty.txt.gz --out results
        mithridate reproduce loki-figure5 --synthetic small --victims bprmf,fpmc --actions 5,15 \
      --attacks none,random,alternate --out results
      """)

  @OptionGroup var options: LokiFigureOptions

  @Option(
    parsing: .unconditional, help: "Fake users relative to normal users, one number in (0, 1].")
  var sizes = CommaSeparated(LokiFigure.figure5.sizes)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("M, the actions of each fake user, each at least 1.", valueName: "list"))
  var actions = CommaSeparated(LokiFigure.figure5.actions)

  func run() throws {
    try options.reproduce(.figure5, sizes: sizes.elements, actions: actions.elements)
  }
}

internal import ArgumentParser
internal import PoisoningExperiments

/// `mithridate reproduce loki-figure4`: display rates by the share of controlled users.
struct ReproduceLokiFigure4Command: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loki-figure4",
    abstract: "Display rates by the share of controlled users, as a figure.",
    discussion: """
      Writes loki-figure4.md with the rates, their intervals over seeds and whether the paper's claims \
      hold, loki-figure4.csv, and the drawing as loki-figure4.svg and loki-figure4.png beside the data \
      and the script that gnuplot makes them from. Finished audits are kept in the folder loki-audits, \
      which loki-figure3 and loki-figure5 share: a run that was broken off goes on where it was.

      EXAMPLES:
        mithridate reproduce loki-figure4 --sequences Beauty.txt.gz --out results
        mithridate reproduce loki-figure4 --synthetic small --victims bprmf,fpmc --sizes 0.01,0.03 \
      --attacks none,random,alternate --out results
      """)

  @OptionGroup var options: LokiFigureOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Fake users relative to normal users, each in (0, 1].", valueName: "list"))
  var sizes = CommaSeparated(LokiFigure.figure4.sizes)

  @Option(parsing: .unconditional, help: "M, the actions of each fake user, one number.")
  var actions = CommaSeparated(LokiFigure.figure4.actions)

  func run() throws {
    try options.reproduce(.figure4, sizes: sizes.elements, actions: actions.elements)
  }
}

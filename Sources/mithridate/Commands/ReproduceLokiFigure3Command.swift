internal import ArgumentParser
internal import PoisoningExperiments

/// `mithridate reproduce loki-figure3`: every attack on every next-item recommender.
struct ReproduceLokiFigure3Command: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loki-figure3",
    abstract: "Display rates of all attacks on next-item recommenders, as a figure.",
    discussion: """
      Writes loki-figure3.md with the rates, their intervals over seeds and whether the paper's claims \
      hold, loki-figure3.csv, and the drawing as loki-figure3.svg and loki-figure3.png beside the data \
      and the script that gnuplot makes them from. Finished audits are kept in the folder loki-audits, \
      which loki-figure4 and loki-figure5 share: a run that was broken off goes on where it was, and \
      with other settings audits are made anew.

      EXAMPLES:
        mithridate reproduce loki-figure3 --sequences Beauty.txt.gz --out results
        mithridate reproduce loki-figure3 --synthetic small --victims fpmc --seeds 1 \
      --attacks none,random,popular,alternate --out results
      """)

  @OptionGroup var options: LokiFigureOptions

  @Option(
    parsing: .unconditional, help: "Fake users relative to normal users, one number in (0, 1].")
  var sizes = CommaSeparated(LokiFigure.figure3.sizes)

  @Option(parsing: .unconditional, help: "M, the actions of each fake user, one number.")
  var actions = CommaSeparated(LokiFigure.figure3.actions)

  func run() throws {
    try options.reproduce(.figure3, sizes: sizes.elements, actions: actions.elements)
  }
}

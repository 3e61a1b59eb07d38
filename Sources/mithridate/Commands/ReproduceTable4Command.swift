internal import ArgumentParser
internal import PoisoningExperiments

/// `mithridate reproduce table4`: the attack on weighted users.
struct ReproduceTable4Command: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table4",
    abstract: "HR@10 of the attack on weighted users, beside the paper's numbers.",
    discussion: """
      Writes table4.md and table4.csv, with the attacks on all users and on influential ones to \
      compare. Finished cells are kept in the folder: a run that was broken off goes on where it \
      was.

      EXAMPLES:
        mithridate reproduce table4 --ratings ratings.tsv --out results
        mithridate reproduce table4 --synthetic music --target-count 3 --sizes 0.01 --out results
      """)

  @OptionGroup var options: TableOptions

  func run() throws { try options.reproduce(.table4) }
}

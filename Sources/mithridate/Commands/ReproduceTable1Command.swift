internal import ArgumentParser
internal import PoisoningExperiments

/// `mithridate reproduce table1`: every attack at every size.
struct ReproduceTable1Command: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table1",
    abstract: "HR@10 of each attack at each size, beside the paper's numbers.",
    discussion: """
      Writes table1.md and table1.csv. Finished cells are kept in the folder: a run that was broken \
      off goes on where it was.

      EXAMPLES:
        mithridate reproduce table1 --ratings ratings.tsv --out results
        mithridate reproduce table1 --synthetic music --target-count 3 --sizes 0.005,0.03 \
      --attacks none,pga,sgld,s-tna-inf --out results
      """)

  @OptionGroup var options: TableOptions

  func run() throws { try options.reproduce(.table1) }
}

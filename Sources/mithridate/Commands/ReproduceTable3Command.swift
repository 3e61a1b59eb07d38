internal import ArgumentParser
internal import PoisoningExperiments

/// `mithridate reproduce table3`: attacks on random walks.
struct ReproduceTable3Command: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table3",
    abstract: "HR@10 of attacks on random walks, beside the paper's numbers.",
    discussion: """
      Writes table3.md and table3.csv. Finished cells are kept in the folder: a run that was broken \
      off goes on where it was. The options of a fit count for attacks alone that fit a matrix \
      factorization.

      EXAMPLES:
        mithridate reproduce table3 --ratings ratings.tsv --out results
        mithridate reproduce table3 --synthetic small --target-count 3 --sizes 0.01,0.03 --out results
      """)

  @OptionGroup var options: TableOptions

  @OptionGroup(title: "Attacks on random walks") var graph: GraphArguments

  @OptionGroup(title: "Recommender") var walk: WalkOptions

  func run() throws { try options.reproduce(.table3, graph: graph.graph(walk)) }
}

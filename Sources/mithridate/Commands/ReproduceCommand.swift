internal import ArgumentParser

/// `mithridate reproduce`: tables and figures of the S-attack's paper on data of one's own.
struct ReproduceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reproduce",
    abstract: "Measure a table or figure of the S-attack's paper on other data.",
    discussion: """
      Fang, Gong and Liu, Influence Function based Data Poisoning Attacks to Top-N Recommender \
      Systems, WWW 2020. Defaults are the paper's: 10 random targets, 20 fillers, lists of 10, \
      rank 64, 400 influential users. Its data sets are not to be had, so orders and trends can be \
      compared, levels cannot.

      EXAMPLES:
        mithridate reproduce table1 --ratings ratings.tsv --out results
        mithridate reproduce figure1 --ratings ratings.tsv --out results
      """,
    subcommands: [
      ReproduceTable1Command.self, ReproduceTable2Command.self, ReproduceTable3Command.self,
      ReproduceTable4Command.self, ReproduceFigure1Command.self, ReproduceFigure2Command.self,
    ])
}

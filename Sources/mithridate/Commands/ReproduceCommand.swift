internal import ArgumentParser

/// `mithridate reproduce`: tables and figures of the papers on data of one's own.
struct ReproduceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reproduce",
    abstract: "Measure a table or figure of the S-attack's or LOKI's paper on other data.",
    discussion: """
      table1 to table4, figure1, figure2: Fang, Gong and Liu, Influence Function based Data Poisoning Attacks to Top-N Recommender \
      Systems, WWW 2020. Defaults are the paper's: 10 random targets, 20 fillers, lists of 10, \
      rank 64, 400 influential users. Its data sets are not to be had, so orders and trends can be \
      compared, levels cannot.

      loki-figure3 to loki-figure6: Zhang, Li, Ding and Gao, Practical Data Poisoning Attack against \
      Next-Item Recommendation, WWW 2020. Defaults are the paper's 20 random targets and target users, \
      lists of 10, 3 % of controlled users with 15 actions, over three seeds. loki-estimators says how far \
      what an attacker estimates can be trusted.

      EXAMPLES:
        mithridate reproduce table1 --ratings ratings.tsv --out results
        mithridate reproduce figure1 --ratings ratings.tsv --out results
        mithridate reproduce loki-figure3 --sequences Beauty.txt.gz --out results
      """,
    subcommands: [
      ReproduceTable1Command.self, ReproduceTable2Command.self, ReproduceTable3Command.self,
      ReproduceTable4Command.self, ReproduceFigure1Command.self, ReproduceFigure2Command.self,
      ReproduceLokiFigure3Command.self, ReproduceLokiFigure4Command.self,
      ReproduceLokiFigure5Command.self, ReproduceLokiFigure6Command.self,
      ReproduceLokiEstimatorsCommand.self,
    ])
}

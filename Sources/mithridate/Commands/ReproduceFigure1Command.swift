internal import ArgumentParser
internal import PoisoningExperiments

/// `mithridate reproduce figure1`: attackers who know part of the ratings and not the rank.
struct ReproduceFigure1Command: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figure1",
    abstract: "HR@10 by the share of ratings that the attacker observes, as a figure.",
    discussion: """
      Writes figure1.md, figure1.csv, and the drawing as figure1.svg and figure1.png beside the data \
      and the script that gnuplot makes them from. Finished cells are kept in the folder: a run that \
      was broken off goes on where it was.

      EXAMPLES:
        mithridate reproduce figure1 --ratings ratings.tsv --out results
        mithridate reproduce figure1 --synthetic music --target-count 3 --shares 0.3,1 \
      --attacker-ranks 64 --out results
      """)

  @OptionGroup var common: ReproductionOptions

  @Option(
    help: ArgumentHelp("Attacks drawn for each rank of the attacker's model.", valueName: "list"))
  var attacks = CommaSeparated(FigureConfiguration().attacks)

  @Option(
    help: ArgumentHelp("Attacks drawn once, for the recommender's rank.", valueName: "list"))
  var baselines = CommaSeparated(FigureConfiguration().baselines)

  @Option(parsing: .unconditional, help: "Fake users relative to normal users, in (0, 1].")
  var size = FigureConfiguration().audit.sizes[0]

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Shares of the ratings that are observed, in (0, 1].", valueName: "list"))
  var shares = CommaSeparated(FigureConfiguration().shares)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Ranks of the attacker's model.", valueName: "list"))
  var attackerRanks = CommaSeparated(FigureConfiguration().attackerRanks)

  func validate() throws {
    if common.optimized.attackerRank != nil {
      throw ValidationError("--attacker-rank: a figure has a list, --attacker-ranks")
    }
  }

  func run() throws {
    let gnuplot = try Gnuplot()
    let loaded = try common.input.load()
    let reproduction = try FigureReproduction(
      of: loaded.ratings,
      configuration: FigureConfiguration(
        audit: common.audit(attacks: [], sizes: [size]), attacks: attacks.elements,
        baselines: baselines.elements, shares: shares.elements,
        attackerRanks: attackerRanks.elements))
    var progress = TaskProgress("figure1", loaded)
    let report = try reproduction.run(
      folder: common.folder, gnuplot: gnuplot, parallelism: common.fit.parallelism
    ) { try progress.show($0) }
    progress.finish()
    try Terminal.write(report.table())
    Terminal.writeError(
      "\(common.out): figure1.md, figure1.csv, figure1.svg, figure1.png\n")
  }
}

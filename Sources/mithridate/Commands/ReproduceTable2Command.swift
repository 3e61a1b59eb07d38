internal import ArgumentParser
internal import PoisoningExperiments

/// `mithridate reproduce table2`: attacks on a recommender that removes flagged users.
struct ReproduceTable2Command: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table2",
    abstract: "HR@10 of each attack once a detector's flagged users are removed.",
    discussion: """
      For each attack and size a support vector machine learns from other runs of the attack, on \
      other targets; flagged users are removed and the recommender is fitted anew. Writes table2.md \
      and table2.csv. Finished cells are kept in the folder, and are those of figure2: a run that was \
      broken off goes on where it was.

      EXAMPLES:
        mithridate reproduce table2 --ratings ratings.tsv --out results
        mithridate reproduce table2 --synthetic small --target-count 3 --sizes 0.03 \
      --attacks none,popular,s-tna-rand --training-users 200 --out results
      """)

  @OptionGroup var options: GuardedOptions

  func run() throws {
    let common = options.table.common
    let loaded = try common.input.load()
    let reproduction = try options.reproduction(of: loaded)
    var progress = TaskProgress("table2", loaded)
    let report = try reproduction.table(
      folder: common.folder, parallelism: common.fit.parallelism
    ) { try progress.show($0) }
    progress.finish()
    try Terminal.write(
      report.result.table("HR@\(common.top) after") { $0.guarded?.hitRatio.mean ?? .nan })
    Terminal.writeError("\(common.out): table2.md, table2.csv\n")
  }
}

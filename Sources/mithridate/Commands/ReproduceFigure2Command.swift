internal import ArgumentParser
internal import PoisoningExperiments

/// `mithridate reproduce figure2`: the share of fake users that detectors miss.
struct ReproduceFigure2Command: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figure2",
    abstract: "The false negative rate of detection for each attack and size, as a figure.",
    discussion: """
      Writes figure2.md, figure2.csv, the drawing as figure2.svg and figure2.png, and strength.svg and \
      strength.png, which show what each attack reaches beside how many of its fake users are missed, \
      with the data and scripts that gnuplot makes them from. Finished cells are kept in the folder, \
      and are those of table2: a run that was broken off goes on where it was.

      EXAMPLES:
        mithridate reproduce figure2 --ratings ratings.tsv --out results
        mithridate reproduce figure2 --synthetic small --target-count 3 --sizes 0.01,0.03 \
      --attacks popular,s-tna-rand --training-users 200 --out results
      """)

  @OptionGroup var options: GuardedOptions

  func run() throws {
    let gnuplot = try Gnuplot()
    let common = options.table.common
    let loaded = try common.input.load()
    let reproduction = try options.reproduction(of: loaded)
    var progress = TaskProgress("figure2", loaded)
    let report = try reproduction.figure(
      folder: common.folder, gnuplot: gnuplot, parallelism: common.fit.parallelism
    ) { try progress.show($0) }
    progress.finish()
    try Terminal.write(report.result.table("FNR") { $0.guarded?.falseNegativeRate ?? .nan })
    Terminal.writeError(
      "\(common.out): figure2.md, figure2.csv, figure2.svg, strength.svg, and both as .png\n")
  }
}

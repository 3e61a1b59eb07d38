internal import ArgumentParser
internal import Foundation
internal import PoisoningAttacks
internal import PoisoningExperiments
internal import RecommenderData

/// `mithridate audit`: every attack at every size on a set of targets.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Measure how far each attack pushes target items into top-N lists.",
    discussion: """
      The recommender is fitted to the clean ratings; for each attack, target and size fake users \
      are injected and it is fitted anew from the same start. The table shows HR@N, the share of \
      normal users whose list holds the target, as a mean over targets.

      ATTACKS:
      \(AttackCatalog.standard.entries.map { "  \($0.name): \($0.summary)" }
        .joined(separator: "\n"))

      EXAMPLES:
        mithridate audit --synthetic small
        mithridate audit --ratings train.tsv test.tsv --attacks none,popular --sizes 0.01,0.05
        mithridate audit --ratings ratings.csv --target B001 --holdout 0.1 --out audit --json
        mithridate audit --synthetic small --attacks none,popular,s-tna-rand --detector svm
        mithridate audit --ratings ratings.csv --victim random-walk --restart 0.3 \
      --attacks none,fang2018,s-graph

      With --out, finished cells are kept in the folder: a run that was broken off goes on where \
      it was.
      """)

  @OptionGroup(title: "Data") var input: RatingsOptions

  @Option(parsing: .unconditional, help: "How many target items to draw. (default: 10)")
  var targetCount: Int?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Identifiers of the target items instead.", valueName: "id"))
  var target: [String] = []

  @Option(help: ArgumentHelp("Attacks, separated by commas.", valueName: "list"))
  var attacks = CommaSeparated(AuditConfiguration().attacks)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Fake users relative to normal users, each in (0, 1].", valueName: "list"))
  var sizes = CommaSeparated(AuditConfiguration().sizes)

  @Option(parsing: .unconditional, help: "Filler items of each fake user.")
  var fillers = AuditConfiguration().fillers

  @OptionGroup var known: KnowledgeOptions

  @Option(parsing: .unconditional, help: "N, the length of recommendation lists.")
  var top = AuditConfiguration().top

  @Option(
    parsing: .unconditional,
    help: "Refits with different random starts that each value is the mean of.")
  var repeats = AuditConfiguration().repeats

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Hold out this share of the ratings for RMSE and MAE; fits a second time.",
      valueName: "share"))
  var holdout: Double?

  @Option(help: ArgumentHelp("Held-out ratings for RMSE and MAE.", valueName: "file"))
  var test: String?

  @Option(
    help: """
      Remove the users that a detector flags and fit again: none, svm (trained on other runs of each \
      attack) or pca (no training).
      """)
  var detector = DetectorChoice.none

  @OptionGroup(title: "Recommender") var recommender: VictimOptions

  @OptionGroup(title: "Detector") var guarding: GuardArguments

  @OptionGroup(title: "Optimized attacks") var optimized: OptimizationArguments

  @OptionGroup(title: "Attacks on random walks") var graph: GraphArguments

  @OptionGroup(title: "Fit") var fit: FitOptions

  @Option(help: ArgumentHelp("Folder for results, cells and fake profiles.", valueName: "dir"))
  var out: String?

  @Flag(help: "Print one JSON object instead of the table.")
  var json = false

  func validate() throws {
    if targetCount != nil, !target.isEmpty {
      throw ValidationError("--target-count and --target exclude each other")
    }
    if let out { try OutputPath.validateFolder(out) }
    if holdout != nil, test != nil {
      throw ValidationError("--holdout and --test exclude each other")
    }
  }

  func run() throws {
    let loaded = try input.load()
    let ratings = loaded.ratings
    let audit = try Audit(
      of: ratings, test: try test.map { try input.load($0, scale: ratings.scale) },
      configuration: AuditConfiguration(
        attacks: attacks.elements, sizes: sizes.elements,
        targets: target.isEmpty ? .random(count: targetCount ?? 10) : .identifiers(target),
        fillers: fillers, top: top, optimization: optimized.optimization,
        graph: graph.graph(recommender.walk), attackerRank: optimized.attackerRank,
        victim: recommender.victim, fit: fit.factorization, seed: fit.seed,
        repeats: repeats, holdOut: holdout, observed: known.observed,
        guarding: guarding.options(detector), precision: fit.precision))
    let folder = out.map { URL(fileURLWithPath: $0, isDirectory: true) }
    var progress = TaskProgress("audit", loaded)
    let result = try audit.run(folder: folder, parallelism: fit.parallelism) {
      try progress.show($0)
    }
    progress.finish()
    if let heldOut = result.heldOut { Terminal.writeError("\(heldOut)\n") }
    if json {
      try Terminal.write(String(decoding: result.json(), as: UTF8.self))
    } else {
      try Terminal.write(result.table())
      if result.heldOut != nil {
        try Terminal.write("\n" + result.table("RMSE") { $0.rmse ?? .nan })
        try Terminal.write("\n" + result.table("MAE") { $0.mae ?? .nan })
      }
      if detector != .none { try writeGuarded(result) }
    }
  }

  /// The tables of what the detector does.
  private func writeGuarded(_ result: AuditResult) throws {
    let nothing = Double.nan
    try Terminal.write(
      "\n" + result.table("FNR") { $0.guarded?.falseNegativeRate ?? nothing }
        + "\n" + result.table("FPR") { $0.guarded?.falsePositiveRate ?? nothing }
        + "\n" + result.table("HR@\(top) after") { $0.guarded?.hitRatio.mean ?? nothing })
    guard result.heldOut != nil else { return }
    try Terminal.write("\n" + result.table("RMSE after") { $0.guarded?.rmse ?? nothing })
  }
}

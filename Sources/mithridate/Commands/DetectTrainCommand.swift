internal import ArgumentParser
internal import PoisoningAttacks
internal import PoisoningDetection
internal import PoisoningExperiments
internal import RecommenderData
internal import Tensor

/// `mithridate detect train`: a support vector machine from labels or from runs of an attack.
struct DetectTrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a detector and write it.",
    discussion: """
      From a file of labels, lines of a user's identifier and 1 (fake) or 0, in columns like those of \
      rating files; or from runs \
      of an attack on random targets, each injected into the ratings for itself. C and gamma are \
      chosen by cross-validation, on parts that hold whole runs of an attack. With --labels and --check the whole is cross-validated once more, and \
      precision, recall, rates and the area under the curve of users that no training has seen are \
      printed; what a detector of an attack misses is measured by audit --detector svm.

      EXAMPLES:
        mithridate detect train --ratings ratings.tsv --labels labels.tsv --check --out model.json
        mithridate detect train --ratings ratings.tsv --attack popular --size 0.01 --out model.json
      """)

  /// What holds for an attack where nothing else is asked for.
  private enum Default {
    static let size = 0.01
    static let fillers = AuditConfiguration().fillers
    static let trainingUsers = GuardOptions().trainingUsers
  }

  @OptionGroup(title: "Data") var input: RatingsOptions

  @Option(help: ArgumentHelp("File of users and labels.", valueName: "file"))
  var labels: String?

  @Option(help: "Attack to learn from instead.")
  var attack: String?

  @Option(
    parsing: .unconditional,
    help: """
      Of the attack, fake users relative to normal users, in (0, 1]. (default: \(Default.size))
      """)
  var size: Double?

  @Option(
    parsing: .unconditional,
    help: "Of the attack, filler items of each fake user. (default: \(Default.fillers))")
  var fillers: Int?

  @Option(
    parsing: .unconditional,
    help: """
      Fake users of the attack, and normal ones, of which at most half are taken. \
      (default: \(Default.trainingUsers))
      """)
  var trainingUsers: Int?

  @OptionGroup var known: KnowledgeOptions

  @Option(help: ArgumentHelp("Which features, separated by commas.", valueName: "list"))
  var features = CommaSeparated([UserFeature].standard)

  @Flag(help: "Cross-validate the detector, with --labels.")
  var check = false

  @OptionGroup(title: "Optimized attacks") var optimized: OptimizationArguments

  @OptionGroup(title: "Attacks on random walks") var graph: GraphArguments

  @OptionGroup(title: "Attacks on random walks") var walk: WalkOptions

  @OptionGroup(title: "Fit, for attacks that fit the recommender") var fit: FitOptions

  @Option(help: ArgumentHelp("File to write.", valueName: "file"))
  var out: String

  func validate() throws {
    guard (labels == nil) != (attack == nil) else {
      throw ValidationError("one of --labels and --attack is needed, and not both")
    }
    if labels != nil {
      try OptionConflict.reject(
        "--labels",
        with: [
          ("--size", size != nil), ("--fillers", fillers != nil),
          ("--training-users", trainingUsers != nil), ("--observed", known.observed != nil),
        ]
          + (optimized.changed + graph.changed + walk.changed + fit.changedOfFit).map {
            ($0, true)
          })
    } else {
      try OptionConflict.reject(
        "--attack", with: [("--check", check), ("--features", features.elements != .standard)])
    }
    if attack == NoAttack.name {
      throw ValidationError("--attack: none has no fake users to learn from")
    }
    try OutputPath.validateFile(out)
  }

  func run() throws {
    let loaded = try input.load()
    var progress = TaskProgress(attack ?? "labels", loaded)
    let examples = try examples(loaded, &progress)
    let options = SupportVectorOptions(seed: fit.seed)
    progress.begin("training")
    let detector = try SVMDetector.trained(
      on: examples.features, isFake: examples.isFake, groups: examples.runs,
      features: features.elements, scale: loaded.ratings.scale, options: options,
      parallelism: fit.parallelism
    ) { try progress.show($0, of: $1) }
    if check { try printCheck(examples.features, examples.isFake, options, progress) }
    progress.finish()
    try Interrupt.check()
    try detector.classifier.save(to: out)
    let classifier = detector.classifier
    Terminal.writeError(
      """
      \(out): \(examples.isFake.count { $0 }) fake and \(examples.isFake.count { !$0 }) normal \
      examples, C \(classifier.cost), gamma \(classifier.gamma)

      """)
  }

  private func printCheck(
    _ features: Matrix<Double>, _ isFake: [Bool], _ options: SupportVectorOptions,
    _ progress: TaskProgress
  ) throws {
    var progress = progress
    progress.begin("check")
    let values = try CrossValidation.evaluate(
      samples: features, isFake: isFake, seed: fit.seed, options: options,
      parallelism: fit.parallelism
    ) { try progress.show($0, of: $1) }.decisionValues
    progress.finish()
    let quality = try DetectionQuality(
      of: DetectionResult(scores: values, isFlagged: values.map { $0 > 0 }),
      isFake: isFake)
    try Terminal.write(quality.lines)
  }

  /// What to learn from, with its progress; the runs are those of an attack.
  private func examples(
    _ loaded: LoadedRatings, _ progress: inout TaskProgress
  ) throws -> (features: Matrix<Double>, isFake: [Bool], runs: [Int]?) {
    if let labels {
      let known = try UserLabels(announcing: labels, for: loaded.ratings)
      let users = known.labelledUsers
      if users.count < loaded.ratings.userCount {
        Terminal.writeError(
          "\(labels): no label of \(loaded.ratings.userCount - users.count) users, not learned from\n"
        )
      }
      let values = try UserFeatures(
        of: loaded.ratings, features: features.elements, parallelism: fit.parallelism
      ).values
      return (
        Matrix(rows: users.count, columns: values.columns) { values[users[$0], $1] },
        users.map { known.isFake[$0] == true }, nil
      )
    }
    let configuration = AuditConfiguration(
      fillers: fillers ?? Default.fillers, optimization: optimized.optimization,
      graph: graph.graph(walk), attackerRank: optimized.attackerRank, fit: fit.factorization,
      seed: fit.seed,
      observed: known.observed,
      guarding: GuardOptions(trainingUsers: trainingUsers ?? Default.trainingUsers))
    let examples = try TrainingExamples(
      of: loaded.ratings, attack: attack ?? "", size: size ?? Default.size,
      configuration: configuration, parallelism: fit.parallelism
    ) { try progress.show($0, of: $1) }
    return (examples.features, examples.isFake, examples.runs)
  }
}

internal import ArgumentParser
internal import PoisoningDetection
internal import PoisoningExperiments
internal import RecommenderData
internal import Tensor

/// `mithridate detect`: a score for each user of a rating file.
struct DetectUsersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "users",
    abstract: "Score every user: how likely it is fake.",
    discussion: """
      With a model that `detect train` wrote, users whose score is above 0 are flagged. Without one, \
      principal components order the users and --flagged-share of them are flagged: no examples are \
      needed, and how many users are fake is not known. A model judges ratings of the scale that it has \
      learned on; a scale that is inferred and lies within that one is taken to be the same. The file has the columns user, score (higher \
      is more suspicious) and flagged (1 or 0).

      EXAMPLES:
        mithridate detect --ratings ratings.tsv --out scores.csv
        mithridate detect --ratings ratings.tsv --model detector.json --out scores.csv
      """)

  /// What holds without a model where nothing else is asked for.
  private enum Default {
    static let flaggedShare = GuardOptions().flaggedShare
    static let components = 3
    static let seed: UInt64 = 1
  }

  @OptionGroup(title: "Data") var input: RatingsOptions

  @Option(help: ArgumentHelp("Detector that detect train wrote.", valueName: "file"))
  var model: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Without a model, the share of users that is flagged. (default: \(Default.flaggedShare))",
      valueName: "share"))
  var flaggedShare: Double?

  @Option(
    parsing: .unconditional,
    help: """
      Without a model, the number of principal components. (default: \(Default.components))
      """)
  var components: Int?

  @Option(
    parsing: .unconditional,
    help: "Without a model, the seed of the components' start. (default: \(Default.seed))")
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      """
      File of users and labels, as detect train reads it: print how right the scores of these users \
      are.
      """, valueName: "file"))
  var labels: String?

  @OptionGroup var threading: ThreadOptions

  @Option(help: ArgumentHelp("File to write.", valueName: "file"))
  var out: String

  func validate() throws {
    if model != nil {
      try OptionConflict.reject(
        "--model",
        with: [
          ("--flagged-share", flaggedShare != nil), ("--components", components != nil),
          ("--seed", seed != nil),
        ])
    }
    if let flaggedShare, !(flaggedShare > 0 && flaggedShare < 1) {
      throw ValidationError("--flagged-share: \(flaggedShare) is not between 0 and 1")
    }
    if let components, components < 1 {
      throw ValidationError("--components: \(components) is not at least 1")
    }
    try OutputPath.validateFile(out)
  }

  func run() throws {
    let parallelism = threading.parallelism
    let learned = try model.map { try SVMDetector(contentsOf: $0, parallelism: parallelism) }
    let detector: any FakeUserDetector =
      if let learned {
        learned
      } else {
        PCADetector(
          components: components ?? Default.components,
          flagged: .share(flaggedShare ?? Default.flaggedShare), seed: seed ?? Default.seed,
          parallelism: parallelism)
      }
    var loaded = try input.load()
    loaded.announce()
    if let learned { loaded = try loaded.widened(to: learned.scale) }
    let known = try labels.map { try UserLabels(announcing: $0, for: loaded.ratings) }
    let result = try detector.detect(in: loaded.ratings)
    try Interrupt.check()
    try AtomicFile.write(result.csv(identifiersFrom: loaded.ratings), to: out)
    Terminal.writeError(
      "\(out): \(result.flaggedUsers.count) of \(result.scores.count) users flagged\n")
    if let known {
      let users = known.labelledUsers
      let quality = try DetectionQuality(
        of: DetectionResult(
          scores: users.map { result.scores[$0] }, isFlagged: users.map { result.isFlagged[$0] }),
        isFake: users.map { known.isFake[$0] == true })
      try Terminal.write(quality.lines)
    }
  }
}

internal import ArgumentParser
internal import PoisoningAttacks
internal import PoisoningExperiments
internal import RecommenderData
internal import RecommenderInfluence
internal import Recommenders
internal import Tensor
internal import TensorLearning

/// `mithridate loki`: an audit of a next-item recommender.
struct LokiCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loki",
    abstract: "Audit how far fake sequences push items into a next-item recommender's lists.",
    discussion: """
      Draws random items to promote and random users to show them to, lets each attack make fake \
      users, trains the victim on the poisoned sequences, and reports the display rate: the share of \
      pairs of target user and target with the target in the user's list. The last two actions of each \
      user are held out; lists are asked for after all but the last one.

      The attack loki learns on a simulator of the other models, which the victim is not among.

      EXAMPLES:
        mithridate loki --sequences Beauty.txt.gz --victim fpmc --seed 1
        mithridate loki --sequences log.tsv --victim bprmf --attacks none,alternate,loki --json
      """)

  @OptionGroup(title: "Data") var input: SequencesOptions

  @Option(
    help: "The recommender: \(NextItemModel.allCases.map(\.rawValue).joined(separator: ", ")).")
  var victim = NextItemModel.fpmc

  @Option(
    help: ArgumentHelp(
      "Models of the attacker's simulator. (default: all but the victim)", valueName: "names"))
  var simulators: CommaSeparated<NextItemModel>?

  @Option(
    help: ArgumentHelp("Attacks, in the order of the table.", valueName: "names"))
  var attacks = CommaSeparated(SequenceAuditConfiguration.attackNames)

  @Option(parsing: .unconditional, help: "Fake users relative to normal users, in (0, 1].")
  var controlled = SequenceAuditConfiguration().controlled

  @Option(parsing: .unconditional, help: "M, the actions of each fake user.")
  var actions = SequenceAuditConfiguration().actions

  @Option(parsing: .unconditional, help: "Random items to promote.")
  var targetCount = SequenceAuditConfiguration().targetCount

  @Option(parsing: .unconditional, help: "Random users to show them to.")
  var targetUserCount = SequenceAuditConfiguration().targetUserCount

  @Option(parsing: .unconditional, help: "K, the length of lists.")
  var top = SequenceAuditConfiguration().top

  @Option(
    parsing: .unconditional, help: "Trainings of the victim for each attack, all other seeds.")
  var repetitions = SequenceAuditConfiguration().repetitions

  @Option(parsing: .unconditional, help: "Episodes that loki learns from.")
  var episodes = LokiOptions().learning.episodes

  @Option(
    parsing: .unconditional, help: "Clusters of items that loki chooses among besides the targets.")
  var clusters = ItemGroups.Options().clusters

  @Option(parsing: .unconditional, help: "Epochs of local retraining, by which attacks are judged.")
  var localEpochs = LocalRetraining.Options().epochs

  @Option(parsing: .unconditional, help: "Determines targets, attacks and fits.")
  var seed = SequenceAuditConfiguration().seed

  @OptionGroup var threads: ThreadOptions

  @Option(help: ArgumentHelp("File for the result as JSON.", valueName: "file"))
  var out: String?

  @Flag(help: "Print one JSON object.")
  var json = false

  /// What the options ask for.
  private var audit: SequenceAuditConfiguration {
    var loki = LokiOptions()
    loki.groups.clusters = clusters
    loki.learning.episodes = episodes
    return SequenceAuditConfiguration(
      victim: victim, simulators: simulators?.elements, attacks: attacks.elements,
      controlled: controlled, actions: actions, targetCount: targetCount,
      targetUserCount: targetUserCount, top: top, repetitions: repetitions, seed: seed,
      local: .init(epochs: localEpochs), loki: loki)
  }

  func validate() throws {
    if let out { try OutputPath.validateFile(out) }
    try audit.validate()
  }

  func run() throws {
    let loaded = try input.load()
    loaded.announce()
    var bar = ProgressBar("simulator")
    var current = ""
    Interrupt.listen()
    let result = try SequenceAudit(audit, parallelism: threads.parallelism).run(on: loaded.log) {
      step, share in
      do {
        try Interrupt.check()
      } catch {
        bar.finish()
        throw error
      }
      if step != current {
        bar.finish()
        bar = ProgressBar(step)
        current = step
      }
      bar.update(Int(share * 100), of: 100)
    }
    bar.finish()
    let text = try Terminal.json(result)
    if let out { try AtomicFile.write(text, to: out) }
    if json {
      try Terminal.write(text)
      return
    }
    try Terminal.write(
      """
      \(result.configuration.victim.rawValue): \(result.fakeUsers) fake users with \
      \(result.configuration.actions) actions each beside \(result.normalUsers), lists of \
      \(result.configuration.top)

      \(result.table)
      """)
    for cell in result.cells {
      guard let patterns = cell.patterns else { continue }
      try Terminal.write(
        """

        loki: \(patterns.joined(separator: " and ")) (T target, W chosen by target users, L their \
        last item, a number a cluster)

        """)
    }
  }
}

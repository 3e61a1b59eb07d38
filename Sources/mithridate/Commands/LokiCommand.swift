internal import ArgumentParser
internal import Foundation
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

      The attack loki learns on a simulator of the other models, which the victim is not among. With \
      --queries it first asks how the victim responds to a few fake sequences, and trusts those models \
      most that respond alike. With --goal demote the targets are items that the clean recommender \
      shows, and the attacks push others to take their place.

      EXAMPLES:
        mithridate loki --sequences Beauty.txt.gz --victim fpmc --seed 1
        mithridate loki --sequences log.tsv --victim bprmf --attacks none,alternate,loki --json
        mithridate loki --synthetic small --goal demote --target-count 5 --curve curve.svg
        mithridate loki --sequences log.tsv --attacks alternate,loki --save-sequences fakes
        mithridate loki --sequences log.tsv --victim gru4rec --attacks none --given fakes/loki.txt
      """)

  @OptionGroup(title: "Data") var input: SequencesOptions

  @Option(
    help: "The recommender: \(NextItemModel.allCases.map(\.rawValue).joined(separator: ", ")).")
  var victim = NextItemModel.fpmc

  @Option(
    help: ArgumentHelp(
      "Models of the attacker's simulator, not the victim. (default: all but the victim)",
      valueName: "names"))
  var simulators: CommaSeparated<NextItemModel>?

  @Option(
    help: ArgumentHelp("Attacks, in the order of the table.", valueName: "names"))
  var attacks = CommaSeparated(SequenceAuditConfiguration.attackNames)

  @Option(parsing: .unconditional, help: "Fake users relative to normal users, in (0, 1].")
  var controlled = SequenceAuditConfiguration().controlled

  @Option(parsing: .unconditional, help: "M, the actions of each fake user.")
  var actions = SequenceAuditConfiguration().actions

  @Option(
    help:
      "What is to become of the targets: \(PromotionGoal.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var goal = PromotionGoal.promote

  @Option(help: ArgumentHelp("These items as targets instead of random ones.", valueName: "names"))
  var targets: CommaSeparated<String>?

  @Option(
    help: ArgumentHelp("These users' lists count instead of random ones'.", valueName: "names"))
  var targetUsers: CommaSeparated<String>?

  @OptionGroup(title: "Audit") var common: SequenceAuditArguments

  @Option(parsing: .unconditional, help: "Determines targets, attacks and fits.")
  var seed = SequenceAuditConfiguration().seed

  @OptionGroup var threads: ThreadOptions

  @Option(help: ArgumentHelp("File for the result as JSON.", valueName: "file"))
  var out: String?

  @Option(help: ArgumentHelp("Start loki from the policy in this file.", valueName: "file"))
  var policy: String?

  @Option(help: ArgumentHelp("File for the policy that loki learns.", valueName: "file"))
  var savePolicy: String?

  @Option(
    help: ArgumentHelp(
      "Fake users of your own, a file of sequences of the same items: measured last, as the attack given.",
      valueName: "file"))
  var given: String?

  @Option(
    help: ArgumentHelp(
      "Folder for the fake users of each attack, a file of sequences each, to test a system of your own with.",
      valueName: "folder"))
  var saveSequences: String?

  @Option(
    help: ArgumentHelp(
      "File for loki's learning curve: .csv, or drawn by gnuplot as .svg or .png.",
      valueName: "file"))
  var curve: String?

  @Flag(help: "Print one JSON object.")
  var json = false

  /// What the options ask for.
  private var audit: SequenceAuditConfiguration {
    var audit = common.audit(attacks: attacks.elements)
    audit.victim = victim
    audit.simulators = simulators?.elements ?? NextItemModel.allCases.filter { $0 != victim }
    audit.controlled = controlled
    audit.actions = actions
    audit.goal = goal
    audit.targets = targets?.elements
    audit.targetUsers = targetUsers?.elements
    audit.seed = seed
    return audit
  }

  func validate() throws {
    for (option, file) in [("--out", out), ("--save-policy", savePolicy), ("--curve", curve)] {
      if let file { try OutputPath.validateFile(file, option: option) }
    }
    if let saveSequences {
      try OutputPath.validateFolder(saveSequences, option: "--save-sequences")
    }
    if targets != nil, common.scenario.targetCount != nil {
      throw ValidationError("--target-count and --targets exclude each other")
    }
    if targetUsers != nil, common.scenario.targetUserCount != nil {
      throw ValidationError("--target-user-count and --target-users exclude each other")
    }
    if let curve { try LearningCurve.validate(URL(fileURLWithPath: curve)) }
    let learns = attacks.elements.contains("loki")
    for (option, file) in [
      ("--policy", policy), ("--save-policy", savePolicy), ("--curve", curve),
    ] where file != nil && !learns {
      throw ValidationError("\(option) needs loki among the --attacks")
    }
    do {
      try audit.validate()
    } catch {
      throw ValidationError(OptionMessage.text(for: error) ?? "\(error)")
    }
  }

  func run() throws {
    let start = try policy.map { try LokiPolicy(contentsOf: $0) }
    let loaded = try input.load()
    loaded.announce()
    let fakes = try given.map { try fakeUsers(in: $0, against: loaded.log) } ?? []
    var bar = ProgressBar("simulator")
    var current = ""
    Interrupt.listen()
    let result = try SequenceAudit(audit, parallelism: threads.parallelism).run(
      on: loaded.log, given: fakes, start: start,
      learned: { policy in if let savePolicy { try policy.save(to: savePolicy) } },
      made: { attack, sequences in try save(sequences, of: attack, against: loaded.log) }
    ) { step, share in
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
    if json { try Terminal.write(text) } else { try report(result) }
    // What is drawn by another program comes last, so that nothing is lost if that fails.
    if let curve, let points = result.cells.compactMap(\.curve).first {
      try LearningCurve(points).write(to: URL(fileURLWithPath: curve))
    }
  }

  /// Reads fake users of one's own.
  private func fakeUsers(in path: String, against log: InteractionLog) throws -> [FakeSequence] {
    let (file, report) = try InteractionReader(layout: .sequences).read(path)
    Terminal.writeError("\(report)\n")
    do {
      return try file.fakeSequences(against: log)
    } catch {
      throw DataError.file(path: path, reason: "\(error)")
    }
  }

  /// Writes an attack's fake users into the folder for them, if one is asked for; none has none.
  private func save(
    _ sequences: [FakeSequence], of attack: String, against log: InteractionLog
  ) throws {
    guard let saveSequences, !sequences.isEmpty else { return }
    try FileManager.default.createDirectory(
      atPath: saveSequences, withIntermediateDirectories: true)
    let file = URL(fileURLWithPath: saveSequences).appendingPathComponent("\(attack).txt")
    do {
      try InteractionWriter().write(sequences, against: log, to: file.path)
    } catch DataError.invalidArgument {
      // Names that blanks cannot separate are quoted between commas.
      try InteractionWriter(separator: .comma).write(sequences, against: log, to: file.path)
    }
  }

  /// Prints a result as text.
  private func report(_ result: SequenceAuditResult) throws {
    let asked = result.configuration
    try Terminal.write(
      """
      \(asked.victim.rawValue): \(result.fakeUsers) fake users with \(asked.actions) actions each \
      beside \(result.normalUsers), lists of \(asked.top), to \(asked.goal.rawValue)

      \(result.table)
      """)
    for cell in result.cells {
      if let count = cell.fakeUsers {
        try Terminal.write("\n\(cell.attack): \(count) fake users of its own\n")
      }
      guard let patterns = cell.patterns else { continue }
      try Terminal.write(
        """

        loki: \(patterns.joined(separator: " and ")) (T what is pushed, S the nearest of it, W chosen \
        by target users, O before the last, L last, a number a cluster)

        """)
      guard common.queries > 0, let weights = cell.weights else { continue }
      let shares = zip(asked.simulators, weights).map {
        "\($0.rawValue) \(AuditResult.fixed($1, digits: 3))"
      }
      try Terminal.write("weights of the simulator: \(shares.joined(separator: ", "))\n")
    }
  }
}

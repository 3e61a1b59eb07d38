internal import ArgumentParser
internal import PoisoningAttacks
internal import PoisoningExperiments
internal import RecommenderData
internal import Tensor

/// `mithridate attack`: the fake profiles of one attack on one target.
struct AttackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attack",
    abstract: "Write the fake profiles of one attack, to test a system of your own with.",
    discussion: """
      The profiles are those that an audit with the same seed injects. The file has the columns \
      user, item and rating; fake users are named fake-1, fake-2 …

      EXAMPLE:
        mithridate attack --ratings ratings.csv --target B001 --attack popular --size 0.01 \
      --out fakes.csv
      """)

  @OptionGroup(title: "Data") var input: RatingsOptions

  @Option(help: ArgumentHelp("Identifier of the item to promote.", valueName: "id"))
  var target: String

  @Option(
    help: "Name of the attack, such as \(AttackCatalog.standard.names.joined(separator: ", ")).")
  var attack: String

  @Option(parsing: .unconditional, help: "Fake users relative to normal users, in (0, 1].")
  var size: Double

  @Option(parsing: .unconditional, help: "Filler items of each fake user.")
  var fillers = AttackBudget().fillers

  @OptionGroup var known: KnowledgeOptions

  @Option(parsing: .unconditional, help: "N, the length of the lists that the attack aims at.")
  var top = AuditConfiguration().top

  @OptionGroup(title: "Optimized attacks") var optimized: OptimizationArguments

  @OptionGroup(title: "Attacks on random walks") var graph: GraphArguments

  @OptionGroup(title: "Attacks on random walks") var walk: WalkOptions

  @OptionGroup(title: "Fit, for attacks that fit the recommender") var fit: FitOptions

  @Option(help: ArgumentHelp("File to write.", valueName: "file"))
  var out: String

  func validate() throws {
    let names = AttackCatalog.standard.names
    guard names.contains(attack) else {
      throw ValidationError("--attack: '\(attack)' is not one of \(names.joined(separator: ", "))")
    }
    try OutputPath.validateFile(out)
  }

  func run() throws {
    let loaded = try input.load()
    let ratings = loaded.ratings
    let configuration = AuditConfiguration(
      attacks: [attack], sizes: [size], targets: .identifiers([target]), fillers: fillers, top: top,
      optimization: optimized.optimization, graph: graph.graph(walk),
      attackerRank: optimized.attackerRank,
      fit: fit.factorization, seed: fit.seed, observed: known.observed)
    let attack = try AttackCatalog.standard.attack(
      named: attack, settings: configuration.attackSettings(parallelism: fit.parallelism))
    try fit.validate(configuration.surrogate, for: ratings, isFitted: attack.fitsModel)
    var rng = SeededGenerator(seed: fit.seed)
    let item = try TargetSelection.identifiers([target]).items(in: ratings, using: &rng)[0]
    let count = try AttackBudget.fakeUserCount(
      size: size, normalUsers: ratings.normalUserCount)
    rng = SeededGenerator(seed: fit.seed, attack: attack.name, target: item)
    let knowledge = try configuration.knowledge(of: ratings, about: item)
    var progress = TaskProgress(attack.name, loaded)
    let profiles = try attack.profiles(
      count: count, target: knowledge.target, knowledge: knowledge.ratings,
      progress: { try progress.show($0, of: $1) }, using: &rng
    ).map(knowledge.inWhole)
    progress.finish()
    try RatingWriter(separator: .comma, hasHeader: true)
      .write(profiles, against: ratings, to: out)
    Terminal.writeError("\(out): \(profiles.count) fake users\n")
  }
}

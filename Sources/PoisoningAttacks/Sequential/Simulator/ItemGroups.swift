public import RecommenderData
public import RecommenderInfluence
public import Recommenders
public import Tensor
import TensorLearning

/// The groups of items that an agent chooses from [Zhang2020, §3.4].
///
/// The targets, the items chosen by target users, and clusters of all items by their features, which are the
/// columns of a non-negative factorization of the matrix of users and items. Three groups are ours: the items that
/// target users chose *last*, the context in which recommenders of the last item are asked, those that they chose
/// *before*, which recommenders have been trained on, and the K targets that are nearest to lists already, more
/// than which no list can hold.
public struct ItemGroups: Hashable, Sendable {
  /// How groups are made.
  public struct Options: Hashable, Codable, Sendable {
    /// c, the number of clusters, at least 0.
    public var clusters: Int
    /// The number of features of an item, at least 1.
    public var features: Int
    /// Whether the last items of target users are a group of their own, and those before them, beside that of all.
    public var separatesLastItems: Bool
    /// Whether the targets nearest to lists are a group of their own, beside that of all.
    public var separatesNearTargets: Bool

    /// Options with the package's defaults, each of which can be changed.
    public init(
      clusters: Int = 8, features: Int = 16, separatesLastItems: Bool = true,
      separatesNearTargets: Bool = true
    ) {
      self.clusters = clusters
      self.features = features
      self.separatesLastItems = separatesLastItems
      self.separatesNearTargets = separatesNearTargets
    }

    /// Checks the options for data of so many items.
    package func validate(itemCount: Int) throws(AttackError) {
      guard clusters >= 0, clusters <= itemCount else {
        throw .invalidOption(
          attack: "loki", name: "clusters", requirement: "\(clusters) is not in 0...\(itemCount)")
      }
      guard features >= 1 else {
        throw .invalidOption(
          attack: "loki", name: "features", requirement: "\(features) is not at least 1")
      }
    }
  }

  /// A letter or number for each group: T targets, S the nearest of them, W chosen by target users, O chosen
  /// before the last, L chosen last, and clusters.
  ///
  /// To demote, T and S are of the items that are to take the targets' place.
  public let names: [String]
  /// The items of each group, ascending, at least one.
  public private(set) var items: [[Int]]
  /// How often each item of each group comes, in proportion; equally often if there are none.
  public internal(set) var weights: [[Double]]?
  /// The number of groups of what is pushed, which come first.
  public let pushedCount: Int

  /// The groups of a scenario.
  ///
  /// - Parameters:
  ///   - scenario: Whom to show what.
  ///   - models: The clean models whose vote says which targets are nearest; that group is left out without
  ///     any, and where there are no more targets than places in a list.
  ///   - options: How groups are made.
  ///   - parallelism: The number of threads to use; it does not change the result.
  ///   - rng: The only source of randomness.
  /// - Throws: `AttackError.invalidOption`; errors of the factorization or clustering.
  /// - Complexity: That of 100 iterations of the factorization, about 8 · features · actions flops each.
  public init(
    _ scenario: PromotionScenario, models: [any NextItemRecommender] = [],
    options: Options = .init(), parallelism: Parallelism = .automatic,
    using rng: inout SeededGenerator
  ) throws {
    try options.validate(itemCount: scenario.log.itemCount)
    var names = ["T"]
    var items = [scenario.pushed.map { Int($0) }.sorted()]
    if options.separatesNearTargets, !models.isEmpty, scenario.pushed.count > scenario.top {
      names.append("S")
      items.append(
        try Self.nearest(scenario, RankVote(models), parallelism))
    }
    pushedCount = names.count
    names.append("W")
    items.append(Self.chosen(scenario))
    if options.separatesLastItems {
      let earlier = Self.chosenEarlier(scenario)
      if !earlier.isEmpty {
        names.append("O")
        items.append(earlier)
      }
      names.append("L")
      items.append(Self.lastChosen(scenario))
    }
    if options.clusters > 0 {
      let clusters = try Self.clusters(scenario.log, options, parallelism, &rng)
      for (number, cluster) in clusters.enumerated() where !cluster.isEmpty {
        names.append(String(number + 1))
        items.append(cluster)
      }
    }
    self.names = names
    self.items = items
  }

  /// The same groups with the targets that are nearest by a vote as S, if there is that group.
  ///
  /// - Throws: As the vote.
  func nearing(
    _ scenario: PromotionScenario, by vote: RankVote, parallelism: Parallelism
  ) throws -> ItemGroups {
    guard let place = names.firstIndex(of: "S") else { return self }
    var result = self
    result.items[place] = try Self.nearest(scenario, vote, parallelism)
    return result
  }

  /// Fake users that follow sequences of groups in turn, each group's items drawn one after another, each once
  /// before any comes again, or as often as its weight says.
  ///
  /// - Precondition: The sequences hold places of groups, and there is at least one.
  public func sequences(
    following patterns: [[Int]], count: Int, using rng: inout SeededGenerator
  ) -> [FakeSequence] {
    var realizer = PatternRealizer(groups: items, weights: weights)
    return (0..<count).map { realizer.sequence(patterns[$0 % patterns.count], using: &rng) }
  }

  /// All items chosen by target users, as far as they can be seen, ascending.
  static func chosen(_ scenario: PromotionScenario) -> [Int] {
    Set(scenario.histories.joined()).map { Int($0) }.sorted()
  }

  /// All items chosen by target users before their last ones, ascending.
  static func chosenEarlier(_ scenario: PromotionScenario) -> [Int] {
    Set(scenario.histories.map { $0.dropLast() }.joined()).map { Int($0) }.sorted()
  }

  /// The last items chosen by target users, ascending.
  static func lastChosen(_ scenario: PromotionScenario) -> [Int] {
    Set(scenario.histories.compactMap(\.last)).map { Int($0) }.sorted()
  }

  /// The K pushed items that a vote ranks highest on average over the target users, ascending.
  private static func nearest(
    _ scenario: PromotionScenario, _ vote: RankVote, _ parallelism: Parallelism
  ) throws(RecommenderError) -> [Int] {
    let scores = try vote.nextItemScores(
      of: scenario.users, after: scenario.histories, parallelism: parallelism)
    try scores.requireFiniteScores()
    let totals = scenario.pushed.map { item in
      scenario.users.indices.reduce(0.0) { $0 + Double(scores[Int(item), $1]) }
    }
    let order = totals.indices.sorted { (totals[$1], $0) < (totals[$0], $1) }
    return order.prefix(scenario.top).map { Int(scenario.pushed[$0]) }.sorted()
  }

  /// Items by nearest center of their features, which are scaled to length 1.
  private static func clusters(
    _ log: InteractionLog, _ options: Options, _ parallelism: Parallelism,
    _ rng: inout SeededGenerator
  ) throws -> [[Int]] {
    var entries: [(row: Int, column: Int, value: Float)] = []
    entries.reserveCapacity(log.actionCount)
    for user in 0..<log.userCount {
      for item in log.sequence(of: user) { entries.append((user, Int(item), 1)) }
    }
    let matrix = try SparseMatrix<Float>(
      rows: log.userCount, columns: log.itemCount, entries: entries, combining: +)
    let factorization = try NonnegativeFactorization(
      matrix, rank: options.features, iterations: 100, parallelism: parallelism, using: &rng)
    var features = factorization.columnFactors
    for item in 0..<features.columns {
      let length = features.columnDot(item, features, item).squareRoot()
      guard length > 0 else { continue }
      for row in 0..<features.rows { features[row, item] /= length }
    }
    let clustering = try KMeans(
      features, options: KMeansOptions(clusterCount: options.clusters), parallelism: parallelism,
      using: &rng)
    var groups = [[Int]](repeating: [], count: options.clusters)
    for (item, cluster) in clustering.assignments.enumerated() { groups[cluster].append(item) }
    return groups
  }
}

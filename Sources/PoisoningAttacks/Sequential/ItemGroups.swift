import RecommenderData
public import RecommenderInfluence
public import Tensor
import TensorLearning

/// The groups of items that an agent chooses from [Zhang2020, §3.4].
///
/// The targets, the items chosen by target users, and clusters of all items by their features, which are the
/// columns of a non-negative factorization of the matrix of users and items. The items that target users
/// chose *last* can be a group of their own (ours): they are the context in which recommenders of the last
/// item are asked.
public struct ItemGroups: Hashable, Sendable {
  /// How groups are made.
  public struct Options: Hashable, Codable, Sendable {
    /// c, the number of clusters, at least 0.
    public var clusters: Int
    /// The number of features of an item, at least 1.
    public var features: Int
    /// Whether the last items of target users are a group of their own, beside that of all.
    public var separatesLastItems: Bool

    /// Options with the package's defaults, each of which can be changed.
    public init(clusters: Int = 8, features: Int = 16, separatesLastItems: Bool = true) {
      self.clusters = clusters
      self.features = features
      self.separatesLastItems = separatesLastItems
    }
  }

  /// A letter or number for each group: T targets, W chosen by target users, L chosen last, and clusters.
  public let names: [String]
  /// The items of each group, ascending, at least one.
  public let items: [[Int]]

  /// The groups of a scenario.
  ///
  /// - Throws: `AttackError.invalidOption`; errors of the factorization or clustering.
  /// - Complexity: That of 100 iterations of the factorization, about 8 · features · actions flops each.
  public init(
    _ scenario: PromotionScenario, options: Options = .init(),
    parallelism: Parallelism = .automatic, using rng: inout SeededGenerator
  ) throws {
    guard options.clusters >= 0, options.clusters <= scenario.log.itemCount else {
      throw AttackError.invalidOption(
        attack: "loki", name: "clusters",
        requirement: "\(options.clusters) is not in 0...\(scenario.log.itemCount)")
    }
    var names = ["T", "W"]
    var items = [scenario.targets.map { Int($0) }.sorted(), Self.chosen(scenario)]
    if options.separatesLastItems {
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

  /// All items chosen by target users, as far as they can be seen, ascending.
  static func chosen(_ scenario: PromotionScenario) -> [Int] {
    Set(scenario.histories.joined()).map { Int($0) }.sorted()
  }

  /// The last items chosen by target users, ascending.
  static func lastChosen(_ scenario: PromotionScenario) -> [Int] {
    Set(scenario.histories.compactMap(\.last)).map { Int($0) }.sorted()
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

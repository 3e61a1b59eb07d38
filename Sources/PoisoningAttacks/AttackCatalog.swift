/// The attacks that can be called by name.
///
/// ```swift
/// let attack = try AttackCatalog.standard.attack(named: "popular", budget: AttackBudget())
/// AttackCatalog.standard.names  // none, random, average, popular, segment …
/// ```
public struct AttackCatalog: Sendable {
  /// One attack that can be called by name.
  public struct Entry: Sendable {
    /// The attack's name.
    public let name: String
    /// What the attack does, in half a line.
    public let summary: String
    /// Makes the attack from what an attacker has.
    public let make: @Sendable (AttackSettings) -> any PoisoningAttack

    /// An entry for the attack that `make` returns.
    public init(
      name: String, summary: String,
      make: @escaping @Sendable (AttackSettings) -> any PoisoningAttack
    ) {
      self.name = name
      self.summary = summary
      self.make = make
    }
  }

  /// The attacks in the order in which tables list them.
  public private(set) var entries: [Entry]

  /// A catalog of `entries`; of several with one name the last one counts.
  public init(_ entries: [Entry]) {
    self.entries = []
    for entry in entries { register(entry) }
  }

  /// The attacks of this module with their default options.
  public static let standard = AttackCatalog([
    Entry(name: NoAttack.name, summary: "no fake users") { _ in NoAttack() },
    Entry(name: RandomAttack.name, summary: "random items, rated like an average rating") {
      RandomAttack(budget: $0.budget)
    },
    Entry(name: AverageAttack.name, summary: "random items, rated like each item's ratings") {
      AverageAttack(budget: $0.budget)
    },
    Entry(name: PopularAttack.name, summary: "popular items (bandwagon) and random ones") {
      PopularAttack(budget: $0.budget)
    },
    Entry(name: SegmentAttack.name, summary: "items liked together with the target") {
      SegmentAttack(budget: $0.budget)
    },
    Entry(name: ProjectedGradientAttack.name, summary: "random items, gradient ascent (PGA)") {
      ProjectedGradientAttack(settings: $0)
    },
    Entry(name: LangevinAttack.name, summary: "unusual draws of normal ratings (SGLD)") {
      LangevinAttack(settings: $0)
    },
    topN(.all, "descent on the lists of all users (U-TNA)"),
    topN(.random, "descent on the lists of random users (S-TNA-Rand)"),
    topN(.influential, "descent on the lists of influential users (S-TNA-Inf)"),
    topN(.weighted, "descent on all lists, users weighted by influence"),
    Entry(name: GreedyAttack.names.plain, summary: "fillers one at a time, each the best next one")
    {
      GreedyAttack(settings: $0)
    },
    Entry(
      name: GreedyAttack.names.stealth, summary: "the same, looking like a normal user to detectors"
    ) {
      GreedyAttack(settings: $0, options: .init(stealthQuantile: 0.95))
    },
    graph(.all, "descent on all lists of random walks (Fang et al. 2018)"),
    graph(.influential, "descent on influential users' lists of random walks (S-Graph)"),
  ])

  /// The S-attack on the lists of some users.
  private static func topN(_ selection: UserSelection, _ summary: String) -> Entry {
    Entry(name: TopNAttack.name(selection), summary: summary) {
      TopNAttack(selection: selection, settings: $0)
    }
  }

  /// The attack on random walks on the lists of some users.
  private static func graph(_ selection: UserSelection, _ summary: String) -> Entry {
    Entry(name: GraphAttack.name(selection), summary: summary) {
      GraphAttack(selection: selection, settings: $0)
    }
  }

  /// The names of all attacks, in order.
  public var names: [String] { entries.map(\.name) }

  /// Adds an attack; one that has the same name is replaced in its place.
  public mutating func register(_ entry: Entry) {
    if let index = entries.firstIndex(where: { $0.name == entry.name }) {
      entries[index] = entry
    } else {
      entries.append(entry)
    }
  }

  /// The attack with the given name.
  ///
  /// - Throws: `AttackError.unknownAttack`, which lists the known names.
  public func attack(
    named name: String, settings: AttackSettings = AttackSettings()
  ) throws(AttackError) -> any PoisoningAttack {
    guard let entry = entries.first(where: { $0.name == name }) else {
      throw .unknownAttack(name: name, known: names)
    }
    return entry.make(settings)
  }

  /// The attack with the given name, its options at their defaults.
  ///
  /// - Throws: `AttackError.unknownAttack`, which lists the known names.
  public func attack(
    named name: String, budget: AttackBudget
  ) throws(AttackError) -> any PoisoningAttack {
    try attack(named: name, settings: AttackSettings(budget: budget))
  }
}

import RecommenderData
import Tensor
import Testing

@Suite struct SyntheticSequencesTests {
  @Test(arguments: SyntheticSequences.Preset.allCases)
  func presetsHaveTheirSize(_ preset: SyntheticSequences.Preset) throws {
    var configuration = preset.configuration
    if preset == .beauty {
      #expect(configuration.userCount == 22_363 && configuration.itemCount == 12_101)
      #expect(configuration.actionCount == 198_502)
      // A tenth of it in each direction, for the debug build's sake.
      configuration.userCount /= 10
      configuration.itemCount /= 10
      configuration.actionCount /= 10
    }
    let log = try configuration.generate()
    #expect(log.userCount == configuration.userCount && log.itemCount == configuration.itemCount)
    #expect(log.actionCount == configuration.actionCount && log.fakeUserCount == 0)
    #expect(log.lengths.allSatisfy { $0 >= 5 })
    #expect(log.itemCounts.allSatisfy { $0 >= 1 })
    #expect(log.userIdentifiers.last == "u\(configuration.userCount)")
    #expect(try InteractionSummary(of: log).repeats == 0)
    let split = try log.leavingLastTwoOut()
    #expect(split.testItems.count == configuration.userCount)
    // Long tails, of users and of items.
    for counts in [log.lengths, log.itemCounts] {
      let spread = DatasetSummary.Spread(of: counts)
      #expect(spread.mean > 1.15 * spread.median)
      #expect(Double(spread.maximum) > 5 * spread.mean)
    }
  }

  /// The share of users whose held-out item is among the ten that `score` puts first.
  private func recall(
    of log: InteractionLog, score: (_ last: Int, _ item: Int) -> Double
  ) throws -> Double {
    let split = try log.leavingLastTwoOut()
    var hits = 0
    for user in 0..<log.userCount {
      let seen = split.visibleSequence(of: user)
      let last = Int(seen[seen.count - 1])
      let test = score(last, Int(split.testItems[user]))
      let isOld = Set(seen)
      let better = (0..<log.itemCount).count {
        !isOld.contains(Int32($0)) && score(last, $0) > test
      }
      if better < 10 { hits += 1 }
    }
    return Double(hits) / Double(log.userCount)
  }

  /// Recall by popularity, and by how often an item came after the last one, ties by popularity.
  private func recalls(_ configuration: SyntheticSequences) throws -> (
    popular: Double, next: Double
  ) {
    let log = try configuration.generate()
    let training = try log.leavingLastTwoOut().training
    let counts = training.itemCounts.map(Double.init)
    var pairs = [Double](repeating: 0, count: log.itemCount * log.itemCount)
    for user in 0..<training.userCount {
      let sequence = training.sequence(of: user)
      for (last, next) in zip(sequence, sequence.dropFirst()) {
        pairs[Int(last) * log.itemCount + Int(next)] += 1
      }
    }
    return (
      try recall(of: log) { counts[$1] },
      try recall(of: log) { pairs[$0 * log.itemCount + $1] + 1e-6 * counts[$1] }
    )
  }

  @Test func theLastItemTellsOfTheNext() throws {
    let (popular, next) = try recalls(.small)
    #expect(next > 1.6 * popular && next > 0.25)
  }

  @Test func withoutTransitionsItTellsLittle() throws {
    var configuration = SyntheticSequences.small
    configuration.transitionDeviation = 0
    configuration.selectivity = 0
    let (popular, next) = try recalls(configuration)
    #expect(next < 1.1 * popular)
  }

  /// How unevenly pairs of items meet in users, beside counts e in proportion to both items' counts.
  ///
  /// Σ((c − e)² − e) / Σ e² for c users who have both: about 0 if c are of Poisson's law with mean e.
  private func togetherness(selectivity: Double) throws -> Double {
    var configuration = SyntheticSequences.small
    configuration.transitionDeviation = 0
    configuration.selectivity = selectivity
    let log = try configuration.generate()
    let size = log.itemCount
    var pairs = [Double](repeating: 0, count: size * size)
    // Users who take a large part of all items come to what does not suit them, too.
    for user in 0..<log.userCount where log.lengths[user] <= 12 {
      let items = log.sequence(of: user).map(Int.init)
      for one in items { for other in items where one < other { pairs[one * size + other] += 1 } }
    }
    let counts = log.itemCounts.map(Double.init)
    var products = 0.0
    for one in 0..<size { for other in one + 1..<size { products += counts[one] * counts[other] } }
    let share = pairs.reduce(0, +) / products
    var (excess, squares) = (0.0, 0.0)
    for one in 0..<size {
      for other in one + 1..<size {
        let mean = share * counts[one] * counts[other]
        let difference = pairs[one * size + other] - mean
        excess += difference * difference - mean
        squares += mean * mean
      }
    }
    return excess / squares
  }

  @Test func usersKeepToWhatSuitsThem() throws {
    let (none, some) = (try togetherness(selectivity: 0), try togetherness(selectivity: 1.5))
    #expect(abs(none) < 0.1 && some > 0.2)
  }

  @Test func followsTheSeedAndNotTheThreads() throws {
    var configuration = SyntheticSequences.small
    let first = try configuration.generate(parallelism: .serial)
    #expect(try configuration.generate(parallelism: Parallelism(threads: 3)) == first)
    configuration.seed = 2
    #expect(try configuration.generate() != first)
  }

  @Test func usersMayTakeEveryItem() throws {
    var configuration = SyntheticSequences(userCount: 3, itemCount: 7, actionCount: 21)
    configuration.minimumPerUser = 7
    let log = try configuration.generate()
    for user in 0..<3 { #expect(Set(log.sequence(of: user)) == Set(0..<7)) }
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func everyItemOccursEvenIfThereAreNoMoreActions(seed: UInt64) throws {
    var configuration = SyntheticSequences(userCount: 20, itemCount: 100, actionCount: 100)
    configuration.seed = seed
    let log = try configuration.generate()
    #expect(log.itemCounts.allSatisfy { $0 == 1 })
  }

  static let mistakes: [(String, SyntheticSequences)] = {
    func changed(_ change: (inout SyntheticSequences) -> Void) -> SyntheticSequences {
      var configuration = SyntheticSequences.small
      change(&configuration)
      return configuration
    }
    return [
      ("userCount", changed { $0.userCount = 0 }), ("itemCount", changed { $0.itemCount = -1 }),
      ("clusterCount", changed { $0.clusterCount = 0 }),
      ("tasteRank", changed { $0.tasteRank = 0 }),
      ("minimumPerUser", changed { $0.minimumPerUser = 401 }),
      ("actionCount", changed { $0.actionCount = 2_999 }),
      ("actionCount", changed { $0.actionCount = 240_001 }),
      ("popularityShift", changed { $0.popularityShift = .infinity }),
      ("transitionDeviation", changed { $0.transitionDeviation = -1 }),
      ("selectivity", changed { $0.selectivity = .nan }),
    ]
  }()

  @Test(arguments: mistakes)
  func rejectsParametersOutsideTheirRanges(
    _ name: String, _ configuration: SyntheticSequences
  ) throws {
    let error = #expect(throws: DataError.self) { try configuration.generate() }
    guard case .invalidArgument(let found, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(found == name)
  }
}

internal import RecommenderData
internal import Recommenders
internal import Tensor

/// The samples of a local retraining: injected ones, clean ones near the targets, and clean ones that hold the
/// targets down.
struct NearbySamples: Sendable {
  private let log: InteractionLog
  /// All clean samples.
  private let clean: [PairwiseSample]
  /// What is learned from in each epoch, with a new negative each time.
  private var positives: [PairwiseSample]
  /// The items of the injected users.
  private var injected: [[Int32]] = []
  /// The items that clean samples have as negatives as often as in training on all.
  private let heldDown: [Int32]

  /// The clean samples of a scenario.
  init<Tables: PairwiseTables>(_: Tables.Type, _ scenario: PromotionScenario) {
    log = scenario.log
    clean = Tables.positives(of: scenario.log)
    let users = Set(scenario.users.map { Int32($0) })
    let items = Set(scenario.targets + scenario.pushed + scenario.histories.compactMap(\.last))
    positives = clean.filter {
      users.contains($0.user) || items.contains($0.item) || items.contains($0.previous)
    }
    heldDown = Set(scenario.targets + scenario.pushed + scenario.histories.joined()).sorted()
  }

  /// The samples with those of injected users.
  func adding<Tables: PairwiseTables>(
    _ sequences: [FakeSequence], _: Tables.Type
  ) -> NearbySamples {
    var samples = self
    samples.injected = sequences.map { $0.items.map { Int32($0) } }
    for (number, items) in samples.injected.enumerated() {
      Tables.append(positivesOf: items, by: log.userCount + number, to: &samples.positives)
    }
    return samples
  }

  /// The samples of one epoch in random order.
  func epoch(using rng: inout SeededGenerator) -> [PairwiseSample] {
    var samples: [PairwiseSample] = []
    let draws = Double(clean.count) / Double(log.itemCount)
    samples.reserveCapacity(
      positives.count + Int(Double(heldDown.count) * (draws + 1)))
    for var sample in positives {
      guard let negative = negative(of: sample, &rng) else { continue }
      sample.negative = negative
      samples.append(sample)
    }
    for item in heldDown {
      // Whole draws, and one more as often as the fraction says.
      let count =
        Int(draws) + (rng.nextUniform() < draws.truncatingRemainder(dividingBy: 1) ? 1 : 0)
      for _ in 0..<count {
        var sample = clean[rng.nextIndex(below: clean.count)]
        guard !log.sequence(of: Int(sample.user)).contains(item) else { continue }
        sample.negative = item
        samples.append(sample)
      }
    }
    samples.pinnedShuffle(using: &rng)
    return samples
  }

  /// An item that the user of a sample has not chosen; nil if none is found.
  private func negative(of sample: PairwiseSample, _ rng: inout SeededGenerator) -> Int32? {
    let user = Int(sample.user)
    let own = user < log.userCount ? log.sequence(of: user) : injected[user - log.userCount][...]
    for _ in 0..<100 {
      let item = Int32(rng.nextIndex(below: log.itemCount))
      if !own.contains(item) { return item }
    }
    return nil
  }
}

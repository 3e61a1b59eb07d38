import Tensor

/// The cells of one epoch: which samples each holds, and which items their negatives come from.
struct EpochPlan: Sendable {
  /// How often an item is drawn that the user has chosen before the sample is given up.
  private static var attempts: Int { 100 }

  private let chosen: ChosenItems
  private let seed: UInt64
  /// The samples of each block of users.
  private let parts: [Part]
  /// The block of each item.
  private let itemBlocks: [UInt8]
  /// The items, block after block, and where each block starts.
  private let members: [Int32]
  private let memberStarts: [Int]

  /// Samples in the order of their cells, and where each cell starts.
  private struct Part: Sendable {
    let samples: [PairwiseSample]
    let starts: [Int]
  }

  /// Deals the items to blocks and the samples to cells.
  ///
  /// - Parameters:
  ///   - positives: What there is to learn from each block of users.
  ///   - chosen: What the users have chosen.
  ///   - schedule: What the cells are.
  ///   - separatesContexts: Whether items are in other blocks as contexts than else.
  ///   - seed: Decides the blocks of items, the order of samples and their negatives.
  ///   - parallelism: The number of threads to use; it does not change the plan.
  init(
    _ positives: [[PairwiseSample]], chosen: ChosenItems, schedule: SampleSchedule,
    separatesContexts: Bool, seed: UInt64, parallelism: Parallelism
  ) {
    self.chosen = chosen
    self.seed = seed
    var rng = SeededGenerator(seed: seed)
    let items = Self.deal(chosen.itemCount, to: schedule.blocks, using: &rng)
    let contexts =
      separatesContexts ? Self.deal(chosen.itemCount, to: schedule.blocks, using: &rng) : items
    itemBlocks = items
    (members, memberStarts) = items.indices.map(Int32.init).sorted(
      into: schedule.blocks, by: items.map(UInt16.init))
    parts = parallelism.map(count: positives.count, chunk: 1) { blocks in
      let samples = positives[blocks.lowerBound]
      let cells = samples.map { sample in
        schedule.cell(
          user: blocks.lowerBound,
          context: sample.previous < 0 ? 0 : Int(contexts[Int(sample.previous)]),
          item: Int(items[Int(sample.item)]))
      }
      let sorted = samples.sorted(into: schedule.rounds * schedule.cells, by: cells)
      return Part(samples: sorted.elements, starts: sorted.starts)
    }
  }

  /// Equal numbers of items in each block, at random.
  private static func deal(
    _ count: Int, to blocks: Int, using rng: inout some RandomNumberGenerator
  ) -> [UInt8] {
    var dealt = (0..<count).map { UInt8($0 % blocks) }
    dealt.pinnedShuffle(using: &rng)
    return dealt
  }

  /// The samples of a cell in random order, each with a negative; one whose user has chosen every item
  /// of the block is left out.
  func samples(ofCell cell: Int) -> [PairwiseSample] {
    var rng = SeededGenerator(seed: seed, stream: UInt64(cell) + 1)
    var samples: [PairwiseSample] = []
    for part in parts { samples += part.samples[part.starts[cell]..<part.starts[cell + 1]] }
    samples.pinnedShuffle(using: &rng)
    samples.removeLast(samples.count - drawNegatives(of: &samples, using: &rng))
    return samples
  }

  /// Gives samples their negatives, and writes those that have one to the front; returns how many have.
  private func drawNegatives(
    of samples: inout [PairwiseSample], using rng: inout SeededGenerator
  ) -> Int {
    var samples = samples.mutableSpan
    let (members, memberStarts, itemBlocks) = (members.span, memberStarts.span, itemBlocks.span)
    var kept = 0
    for index in samples.indices {
      var sample = samples[index]
      let block = Int(itemBlocks[Int(sample.item)])
      let (first, count) = (memberStarts[block], memberStarts[block + 1] - memberStarts[block])
      for _ in 0..<Self.attempts {
        let negative = members[first + rng.nextIndex(below: count)]
        if !chosen.hold(negative, of: Int(sample.user)) {
          sample.negative = negative
          samples[kept] = sample
          kept += 1
          break
        }
      }
    }
    return kept
  }
}

extension Array {
  /// The elements by their places, those of a place in their order, and where each place starts.
  fileprivate func sorted(
    into count: Int, by places: [UInt16]
  ) -> (elements: [Element], starts: [Int]) {
    var starts = [Int](repeating: 0, count: count + 1)
    for place in places { starts[Int(place) + 1] += 1 }
    for place in 0..<count { starts[place + 1] += starts[place] }
    var (elements, next) = (self, starts)
    for index in indices {
      let place = Int(places[index])
      elements[next[place]] = self[index]
      next[place] += 1
    }
    return (elements, starts)
  }
}

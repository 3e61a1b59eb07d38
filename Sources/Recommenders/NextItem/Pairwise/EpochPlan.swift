import RecommenderData
import Tensor

/// The cells of one epoch: which samples each holds, and which items their negatives come from.
struct EpochPlan: Sendable {
  /// How often an item is drawn that the user has chosen before the sample is given up.
  private static var attempts: Int { 100 }

  private let log: InteractionLog
  private let seed: UInt64
  /// The samples in the order of their cells, and where each cell starts.
  private let ordered: [PairwiseSample]
  private let starts: [Int]
  /// The block of each item, and the items of each block.
  private let itemBlocks: [UInt8]
  private let members: [[Int32]]

  /// Deals the items to blocks and the samples to cells.
  init(
    _ positives: [PairwiseSample], log: InteractionLog, schedule: SampleSchedule,
    separatesContexts: Bool, seed: UInt64
  ) {
    self.log = log
    self.seed = seed
    var rng = SeededGenerator(seed: seed)
    let blocks = schedule.blocks
    let items = Self.deal(log.itemCount, to: blocks, using: &rng)
    itemBlocks = items
    var members = [[Int32]](repeating: [], count: blocks)
    for item in items.indices { members[Int(items[item])].append(Int32(item)) }
    self.members = members
    let contexts = separatesContexts ? Self.deal(log.itemCount, to: blocks, using: &rng) : items

    var cells = [UInt16](repeating: 0, count: positives.count)
    var counts = [Int](repeating: 0, count: schedule.rounds * schedule.cells + 1)
    for (index, sample) in positives.enumerated() {
      let cell = schedule.cell(
        user: Int(schedule.userBlocks[Int(sample.user)]),
        context: sample.previous < 0 ? 0 : Int(contexts[Int(sample.previous)]),
        item: Int(items[Int(sample.item)]))
      cells[index] = UInt16(cell)
      counts[cell + 1] += 1
    }
    for cell in 1..<counts.count { counts[cell] += counts[cell - 1] }
    starts = counts
    var ordered = positives
    for index in positives.indices {
      let cell = Int(cells[index])
      ordered[counts[cell]] = positives[index]
      counts[cell] += 1
    }
    self.ordered = ordered
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
    var samples = Array(ordered[starts[cell]..<starts[cell + 1]])
    samples.pinnedShuffle(using: &rng)
    let (sequenceStarts, items) = (log.starts.span, log.items.span)
    var kept = 0
    for index in samples.indices {
      var sample = samples[index]
      let candidates = members[Int(itemBlocks[Int(sample.item)])]
      let user = Int(sample.user)
      let history = items.extracting(sequenceStarts[user]..<sequenceStarts[user + 1])
      for _ in 0..<Self.attempts {
        let negative = candidates[rng.nextIndex(below: candidates.count)]
        if !history.holds(negative) {
          sample.negative = negative
          samples[kept] = sample
          kept += 1
          break
        }
      }
    }
    samples.removeLast(samples.count - kept)
    return samples
  }
}

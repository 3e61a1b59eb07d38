import RecommenderData
import Tensor

/// A log in which half of all actions follow from the one before: item i leads to i + 1.
enum MarkovLog {
  /// Eight actions of each user, without repetition.
  static func log(users: Int, items: Int, seed: UInt64 = 1) throws -> InteractionLog {
    var rng = SeededGenerator(seed: seed)
    let sequences = (0..<users).map { _ in
      var sequence = [Int32(rng.nextIndex(below: items))]
      while sequence.count < 8 {
        let follower = (sequence[sequence.count - 1] + 1) % Int32(items)
        let next = rng.nextUniform() < 0.5 ? follower : Int32(rng.nextIndex(below: items))
        if !sequence.contains(next) { sequence.append(next) }
      }
      return sequence
    }
    return try InteractionLog(
      userIdentifiers: (0..<users).map { "u\($0)" }, itemIdentifiers: (0..<items).map { "i\($0)" },
      sequences: sequences)
  }
}

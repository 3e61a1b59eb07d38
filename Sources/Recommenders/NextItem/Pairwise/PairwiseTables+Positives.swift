package import RecommenderData

extension PairwiseTables {
  /// The actions of a log that tables of this kind learn from, user after user, with no negatives yet.
  package static func positives(of log: InteractionLog) -> [PairwiseSample] {
    var found: [PairwiseSample] = []
    found.reserveCapacity(log.actionCount)
    for user in 0..<log.userCount {
      append(positivesOf: log.sequence(of: user), by: user, to: &found)
    }
    return found
  }

  /// Adds what there is to learn from one sequence.
  package static func append(
    positivesOf sequence: some Sequence<Int32>, by user: Int, to samples: inout [PairwiseSample]
  ) {
    var previous: Int32 = -1
    for item in sequence {
      if previous >= 0 || contexts == .none {
        samples.append(
          PairwiseSample(user: Int32(user), previous: previous, item: item, negative: item))
      }
      previous = item
    }
  }
}

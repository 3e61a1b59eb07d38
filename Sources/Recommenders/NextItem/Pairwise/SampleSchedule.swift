/// Which samples may be learned from at the same time.
///
/// Users and items are cut into B blocks, and the samples into cells by the blocks of their user, context
/// and item; a negative comes from the block of the item. The cells of a round share no block of a table,
/// so that threads never touch the same numbers, whatever their number, and the result does not depend on
/// it. This is the stratification of Gemulla et al., *Large-scale matrix factorization with distributed
/// stochastic gradient descent*, KDD 2011, with the items dealt to blocks anew in each epoch, so that every
/// item is some time a negative of every other.
struct SampleSchedule {
  /// B, the number of blocks; a constant of the data, not of the machine.
  let blocks: Int
  /// The number of rounds, one after the other.
  let rounds: Int
  /// The number of cells of a round, which may run at the same time.
  var cells: Int { blocks }

  private let userCount: Int
  /// The cell of each user block, context block and item block, the last running fastest.
  private let places: [UInt16]

  /// A schedule for so many users and items.
  init(userCount: Int, itemCount: Int, contexts: ContextColumns) {
    // A block needs enough items to find negatives in.
    let blocks = max(1, min(8, userCount / 16, itemCount / 16))
    self.blocks = blocks
    rounds = contexts == .none ? blocks : blocks * blocks
    self.userCount = userCount
    let pairPlaces = Self.pairPlaces(blocks)
    places = (0..<blocks * blocks * blocks).map { index in
      let (user, context, item) = (index / blocks / blocks, index / blocks % blocks, index % blocks)
      func shift(_ block: Int, by other: Int) -> Int { (block - other + blocks) % blocks }
      let (round, place) =
        switch contexts {
        case .none: (shift(item, by: user), user)
        case .ownTable: (shift(context, by: user) * blocks + shift(item, by: user), user)
        case .itemTable:
          (
            (context + item) % blocks * blocks
              + shift(user, by: pairPlaces[context * blocks + item]),
            pairPlaces[context * blocks + item]
          )
        }
      return UInt16(round * blocks + place)
    }
  }

  /// The place of each pair of item blocks among those with the same sum, for contexts in the item table.
  ///
  /// Blocks a and b with a + b ≡ r form pairs that have no block in common, those with a = b included.
  private static func pairPlaces(_ blocks: Int) -> [Int] {
    var places = Array(repeating: 0, count: blocks * blocks)
    for sum in 0..<blocks {
      var place = 0
      for first in 0..<blocks {
        let second = (sum - first + blocks) % blocks
        guard first <= second else { continue }
        places[first * blocks + second] = place
        places[second * blocks + first] = place
        place += 1
      }
    }
    return places
  }

  /// The cell of samples of these blocks: round · B + place in the round.
  func cell(user: Int, context: Int, item: Int) -> UInt16 {
    places[(user * blocks + context) * blocks + item]
  }

  /// Samples by the block of their user.
  func byUserBlock(_ samples: [PairwiseSample]) -> [[PairwiseSample]] {
    var found = [[PairwiseSample]](repeating: [], count: blocks)
    for sample in samples { found[Int(sample.user) * blocks / userCount].append(sample) }
    return found
  }
}

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

  private let contexts: ContextColumns
  /// The place of each pair of item blocks among those with the same sum, for contexts in the item table.
  private var pairPlaces: [Int] = []

  /// A schedule for so many users and items.
  init(userCount: Int, itemCount: Int, contexts: ContextColumns) {
    // A block needs enough items to find negatives in.
    blocks = max(1, min(8, userCount / 16, itemCount / 16))
    self.contexts = contexts
    rounds = contexts == .none ? blocks : blocks * blocks
    guard contexts == .itemTable else { return }
    // Blocks a and b with a + b ≡ r form pairs that have no block in common, those with a = b included.
    pairPlaces = Array(repeating: 0, count: blocks * blocks)
    for sum in 0..<blocks {
      var place = 0
      for first in 0..<blocks {
        let second = (sum - first + blocks) % blocks
        guard first <= second else { continue }
        pairPlaces[first * blocks + second] = place
        pairPlaces[second * blocks + first] = place
        place += 1
      }
    }
  }

  /// The cell of samples of these blocks: round · B + place in the round.
  func cell(user: Int, context: Int, item: Int) -> Int {
    switch contexts {
    case .none:
      return (item - user + blocks) % blocks * blocks + user
    case .ownTable:
      let contextShift = (context - user + blocks) % blocks
      let itemShift = (item - user + blocks) % blocks
      return (contextShift * blocks + itemShift) * blocks + user
    case .itemTable:
      let place = pairPlaces[context * blocks + item]
      let shift = (user - place + blocks) % blocks
      return ((context + item) % blocks * blocks + shift) * blocks + place
    }
  }
}

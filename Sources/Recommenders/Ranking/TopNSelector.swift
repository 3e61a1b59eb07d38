internal import Tensor

/// Keeps the best N items of each user of a block while tiles of scores pass by.
///
/// Tiles come in ascending item order, so an item enters only with a score strictly above the
/// lowest one kept, and ties stay with the smaller index.
struct TopNSelector<Scalar: TensorScalar> {
  /// N.
  private let length: Int
  /// How many items each user of the block has so far.
  private var counts: [Int]
  /// The kept scores, `length` places for each user, falling.
  private var scores: [Scalar]
  /// The items that the scores belong to.
  private var items: [Int]

  /// A selector for up to `capacity` users at a time.
  init(length: Int, capacity: Int) {
    self.length = length
    counts = Array(repeating: 0, count: capacity)
    scores = Array(repeating: 0, count: capacity * length)
    items = Array(repeating: 0, count: capacity * length)
  }

  /// Forgets all items.
  mutating func reset() {
    for user in counts.indices { counts[user] = 0 }
  }

  /// Offers one user's scores of consecutive items.
  ///
  /// - Parameters:
  ///   - user: The user's place in the block.
  ///   - block: Scores, a row for each item and a column for each user.
  ///   - items: The items of the rows `0..<items.count`.
  ///   - excluded: Ascending items that must not be recommended.
  ///   - positions: The part of `excluded` that counts, none of it before `items`.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  mutating func offer(
    user: Int, block: borrowing Matrix<Scalar>, items range: Range<Int>,
    excluded: [Int32], _ positions: Range<Int>
  ) {
    let length = length
    let base = user * length
    var count = counts[user]
    var threshold = count == length ? scores[base + length - 1] : -Scalar.infinity
    var next = positions.lowerBound
    var item = range.lowerBound
    while item < range.upperBound {
      // A run of items up to the next excluded one.
      let stop =
        next < positions.upperBound
        ? Swift.min(Int(excluded[next]), range.upperBound) : range.upperBound
      while let row = block.firstRow(
        in: item - range.lowerBound..<stop - range.lowerBound, ofColumn: user, above: threshold)
      {
        let score = block[row, user]
        var place = base + (count < length ? count : length - 1)
        while place > base, scores[place - 1] < score {
          scores[place] = scores[place - 1]
          items[place] = items[place - 1]
          place -= 1
        }
        scores[place] = score
        items[place] = row + range.lowerBound
        if count < length { count += 1 }
        if count == length { threshold = scores[base + length - 1] }
        item = row + range.lowerBound + 1
      }
      item = stop + 1
      next += 1
    }
    counts[user] = count
  }

  /// The lists of the first users of the block, each with its best item first, and their lengths.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func lists(of users: Int) -> (entries: [Recommendation<Scalar>], counts: [Int]) {
    var entries: [Recommendation<Scalar>] = []
    entries.reserveCapacity(users * length)
    for user in 0..<users {
      for place in user * length..<user * length + counts[user] {
        entries.append(Recommendation(item: items[place], score: scores[place]))
      }
    }
    return (entries, Array(counts[..<users]))
  }
}

import RecommenderData
import Tensor
import Testing

@Suite struct RatingMatrixCoreTests {
  /// Takes out everything with too few ratings, over and over: the definition, slowly.
  func core(of ratings: [NamedRating], users: Int, items: Int) -> [NamedRating] {
    var ratings = ratings
    while true {
      let byUser = Dictionary(grouping: ratings, by: \.user).mapValues(\.count)
      let byItem = Dictionary(grouping: ratings, by: \.item).mapValues(\.count)
      let left = ratings.filter {
        byUser[$0.user, default: 0] >= users && byItem[$0.item, default: 0] >= items
      }
      if left.count == ratings.count { return left }
      ratings = left
    }
  }

  @Test(arguments: [(1, 1), (2, 3), (4, 2), (5, 5), (3, 0), (50, 1)], 1...4)
  func equalsTheDefinition(_ minima: (users: Int, items: Int), seed: Int) throws {
    let matrix = try RatingMatrix.random(
      users: 40, items: 25, density: 0.15, seed: UInt64(seed))
    let core = matrix.kCore(users: minima.users, items: minima.items)
    #expect(core.named == self.core(of: matrix.named, users: minima.users, items: minima.items))
    #expect(core.userRatingCounts.allSatisfy { $0 >= max(1, minima.users) })
    #expect(core.itemRatingCounts.allSatisfy { $0 >= max(1, minima.items) })
  }

  /// A chain u0–i0–u1–i1–u2 falls apart from its ends when two ratings are asked of each.
  @Test func iteratesToAFixedPoint() throws {
    let chain = try RatingMatrix(
      userCount: 3, itemCount: 2,
      ratings: [(0, 0), (1, 0), (1, 1), (2, 1)].map { Rating(user: $0, item: $1, value: 3) },
      scale: .fiveStars)
    #expect(chain.kCore(users: 2, items: 2).count == 0)
    #expect(chain.kCore(users: 2, items: 2).userCount == 0)
    #expect(chain.kCore(users: 1, items: 2).count == 4)
  }
}

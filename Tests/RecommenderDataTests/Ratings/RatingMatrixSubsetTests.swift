import RecommenderData
import Tensor
import Testing

@Suite struct RatingMatrixSubsetTests {
  @Test func keepsWhatThePredicateKeeps() throws {
    let matrix = try RatingMatrix.random(users: 25, items: 15, density: 0.2, seed: 5)
    let high = matrix.filtered { $0.value >= 4 }
    #expect(high.named == matrix.named.filter { $0.value >= 4 })
    #expect(high.userRatingCounts.allSatisfy { $0 > 0 })
    #expect(high.itemRatingCounts.allSatisfy { $0 > 0 })
    #expect(high.byItem == high.byUser.transposed)
  }

  @Test func keepsIndicesIfAsked() throws {
    let matrix = try RatingMatrix.random(users: 25, items: 15, density: 0.2, seed: 5)
    let high = matrix.filtered(keepingEmpty: true) { $0.value >= 4 }
    #expect(high.ratings == matrix.ratings.filter { $0.value >= 4 })
    #expect(high.userIdentifiers == matrix.userIdentifiers)
    #expect(high.itemIdentifiers == matrix.itemIdentifiers)
  }

  @Test func restrictsToUsersAndItems() throws {
    let matrix = try RatingMatrix.random(users: 12, items: 9, density: 0.5, seed: 6)
    let few = matrix.restricted(toUsers: [7, 2])
    #expect(few.userIdentifiers == ["2", "7"])
    #expect(few.named == matrix.named.filter { ["2", "7"].contains($0.user) })
    let items = matrix.restricted(toItems: [0, 8])
    #expect(items.itemIdentifiers == ["0", "8"])
    #expect(items.named == matrix.named.filter { ["0", "8"].contains($0.item) })
  }

  @Test func passesOnErrors() throws {
    struct Stop: Error {}
    let matrix = try RatingMatrix.random(users: 5, items: 5, density: 0.5, seed: 6)
    #expect(throws: Stop.self) {
      try matrix.filtered { _ throws(Stop) in throw Stop() }
    }
  }

  @Test func remembersWhoIsFake() throws {
    let clean = try RatingMatrix.random(users: 6, items: 4, density: 0.9, seed: 1)
    let injected = try clean.injecting([FakeProfile([(item: 0, value: 5)])])
    let subset = injected.restricted(toUsers: [1, 2, 6])
    #expect(subset.normalUserCount == 2 && subset.fakeUserCount == 1)
    #expect(subset.userIdentifiers.last == "fake-1")
  }

  @Test func trapsOnAnIndexOutside() async {
    await #expect(processExitsWith: .failure) {
      let matrix = try RatingMatrix(userCount: 1, itemCount: 1, ratings: [], scale: .fiveStars)
      _ = matrix.restricted(toUsers: [1])
    }
  }
}

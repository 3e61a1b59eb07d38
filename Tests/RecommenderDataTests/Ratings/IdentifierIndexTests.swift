import RecommenderData
import Testing

@Suite struct IdentifierIndexTests {
  @Test func findsIdentifiers() {
    let index = IdentifierIndex(["b", "a", "", "b"])
    #expect(index["a"] == 1)
    #expect(index["b"] == 0)
    #expect(index[""] == 2)
    #expect(index["c"] == nil)
  }

  @Test func servesMatrices() throws {
    let matrix = try RatingMatrix(
      userCount: 2, itemCount: 1, ratings: [], scale: .fiveStars,
      userIdentifiers: ["anna", "ben"], itemIdentifiers: ["007"])
    #expect(matrix.userIndex(of: "ben") == 1)
    #expect(matrix.userIndex(of: "Ben") == nil)
    #expect(matrix.itemIndex(of: "007") == 0)
    #expect(matrix.itemIndex(of: "7") == nil)
  }
}

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

  @Test func tellsCanonicallyEqualIdentifiersApart() throws {
    let names = ["caf\u{e9}", "cafe\u{301}"]
    #expect(names[0] == names[1])
    let index = IdentifierIndex(names)
    #expect(index.count == 2)
    #expect(index[names[0]] == 0 && index[names[1]] == 1)
    let matrix = try RatingMatrix(
      userCount: 2, itemCount: 2, ratings: [], scale: .fiveStars, userIdentifiers: names,
      itemIdentifiers: names)
    #expect(matrix.userIndex(of: names[1]) == 1 && matrix.itemIndex(of: names[1]) == 1)
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

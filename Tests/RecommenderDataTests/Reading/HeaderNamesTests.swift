import Testing

@testable import RecommenderData

@Suite struct HeaderNamesTests {
  @Test(arguments: [
    (["user", "item", "rating"], 0, 1, 2, false),
    (["userId", "movieId", "rating", "timestamp"], 0, 1, 2, false),
    (["rating:float", "item_id:token", "user_id:token"], 2, 1, 0, true),
    (["reviewerID", "overall", "asin"], 0, 2, 1, false),
    (["Stars", "business_id", "User-ID"], 2, 1, 0, false),
    (["a", "user", "b"], 1, nil, nil, false), (["1", "2", "3"], nil, nil, nil, false),
    ([], nil, nil, nil, true),
  ])
  func identify(_ fields: [String], user: Int?, item: Int?, rating: Int?, isTyped: Bool) {
    let names = HeaderNames(fields)
    #expect(names.user == user && names.item == item && names.rating == rating)
    #expect(names.isTyped == isTyped)
  }
}

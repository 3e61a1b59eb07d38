import RecommenderData
import Tensor
import Testing

@testable import Recommenders

/// What every recommender must satisfy; each model's tests call it on a fitted model.
func expectRecommenderLaws<Model: Recommender>(
  _ model: Model, _ ratings: RatingMatrix, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  #expect(model.userCount == ratings.userCount, sourceLocation: sourceLocation)
  #expect(model.itemCount == ratings.itemCount, sourceLocation: sourceLocation)
  let lists = try model.topN(3, excluding: ratings, parallelism: .serial)
  let threaded = try model.topN(3, excluding: ratings, parallelism: Parallelism(threads: 3))
  #expect(lists == threaded, "lists depend on the threads", sourceLocation: sourceLocation)
  for user in 0..<ratings.userCount {
    // The definition: all unrated items by falling score, ties by rising index.
    let expected = (0..<ratings.itemCount)
      .filter { ratings.rating(user: user, item: $0) == nil }
      .map { (item: $0, score: model.score(user: user, item: $0)) }
      .sorted { $0.score != $1.score ? $0.score > $1.score : $0.item < $1.item }
      .prefix(3)
    let list = lists[user: user]
    #expect(list.map(\.item) == expected.map(\.item), sourceLocation: sourceLocation)
    for (found, expected) in zip(list, expected) {
      // A block product may round differently from a single score.
      let tolerance = 64 * Model.Scalar.ulpOfOne * (1 + abs(expected.score))
      #expect(abs(found.score - expected.score) <= tolerance, sourceLocation: sourceLocation)
    }
  }
}

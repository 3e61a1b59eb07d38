import Benchmark
import BenchmarkData
import RecommenderData
import Recommenders
import Tensor

/// Top-10 lists of all users at rank 64, on all processors.
func registerRanking() {
  for dataset in Dataset.available {
    Benchmark("Top-10 of all users, \(dataset.name) (users)") { (benchmark, given: FittedRatings) in
      let (ratings, model) = (given.ratings, given.model)
      benchmark.startMeasurement()
      let lists = try model.topN(10, excluding: ratings)
      benchmark.stopMeasurement()
      benchmark.measurement(.work, ratings.userCount)
      for user in stride(from: 0, to: ratings.userCount, by: 997) {
        precondition(isBest(lists, user: user, model, ratings), "not the best items")
      }
    } setup: {
      try FittedRatings(dataset, sweeps: 2)
    }
  }
}

/// Whether a list holds the ten unrated items of the highest scores, found by sorting all of them.
private func isBest(
  _ lists: RecommendationLists<Double>, user: Int, _ model: MatrixFactorization<Double>,
  _ ratings: RatingMatrix
) -> Bool {
  let scored = (0..<ratings.itemCount).lazy
    .filter { ratings.rating(user: user, item: $0) == nil }
    .map { (item: $0, score: model.userFactors.columnDot(user, model.itemFactors, $0)) }
  let best = scored.sorted { ($0.score, $1.item) > ($1.score, $0.item) }.prefix(10)
  let list = lists[user: user]
  guard list.count == best.count,
    list.allSatisfy({ ratings.rating(user: user, item: $0.item) == nil })
  else { return false }
  // A dot product and a tile of GEMM round differently: places may change within rounding.
  return zip(list, best).allSatisfy { listed, sorted in
    abs(listed.score - sorted.score) <= 1e-12 * (1 + abs(sorted.score))
  }
}

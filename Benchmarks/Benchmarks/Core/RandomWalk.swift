import Benchmark
import BenchmarkData
import PoisoningAttacks
import RecommenderData
import Recommenders
import Tensor

/// Top-10 lists of all users by random walks, and one fake user of S-Graph, on all processors.
func registerRandomWalk() {
  for dataset in Dataset.available {
    Benchmark(
      "Top-10 by random walks, \(dataset.name) (users)", configuration: .init(maxIterations: 3)
    ) { (benchmark, ratings: RatingMatrix) in
      benchmark.startMeasurement()
      let model = try RandomWalk<Double>(ratings)
      let lists = try model.topN(10, excluding: ratings)
      benchmark.stopMeasurement()
      benchmark.measurement(.work, ratings.userCount)
      for user in stride(from: 0, to: ratings.userCount, by: 1999) {
        let scores = model.distribution(from: user).items
        let best = (0..<ratings.itemCount)
          .filter { ratings.rating(user: user, item: $0) == nil }
          .sorted { (scores[$0], $1) > (scores[$1], $0) }.prefix(10)
        precondition(
          zip(lists[user: user], best).allSatisfy { abs($0.score - scores[$1]) <= 1e-12 },
          "not the best items")
      }
    } setup: {
      try dataset.load()
    }
    Benchmark(
      "One fake user of S-Graph, \(dataset.name) (users)", configuration: .init(maxIterations: 3)
    ) { (benchmark, ratings: RatingMatrix) in
      let attack = GraphAttack(selection: .influential)
      let target = ratings.itemCount / 2
      var rng = SeededGenerator(seed: 1, attack: attack.name, target: target)
      benchmark.startMeasurement()
      let profiles = try attack.profiles(count: 1, target: target, knowledge: ratings, using: &rng)
      benchmark.stopMeasurement()
      benchmark.measurement(.work, 1)
      precondition(profiles[0].count == 21, "a profile of \(profiles[0].count) ratings")
    } setup: {
      try dataset.load()
    }
  }
}

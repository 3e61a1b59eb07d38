internal import PoisoningAttacks
internal import RecommenderData
internal import Recommenders
internal import Tensor

/// Fits the victim and measures it, always from a fresh seeded start.
struct VictimMeter<Scalar: TensorScalar>: Sendable {
  /// What to measure.
  let configuration: AuditConfiguration
  /// Ratings for the prediction error.
  let heldOut: HeldOutRatings?
  /// The threads to use.
  let parallelism: Parallelism

  /// Fits the victim to `ratings` with `profiles` injected and measures it for `targets`.
  ///
  /// - Parameters:
  ///   - repetition: Which of the configured repeats this is, from 0; it sets the fit's seed.
  ///   - heartbeat: Called after each sweep and between parts of a ranking; an error that it throws
  ///     ends the measurement.
  func measure(
    _ ratings: RatingMatrix, profiles: ArraySlice<FakeProfile>, targets: [Int], repetition: Int,
    heartbeat: () throws -> Void
  ) throws -> VictimMeasurement {
    let poisoned = try ratings.injecting(profiles)
    let clock = ContinuousClock()
    let start = clock.now
    let (model, report) = try fit(poisoned, repetition, heartbeat)
    var seconds = (clock.now - start).seconds
    let hitRatios = try hitRatios(of: targets, by: model, poisoned, heartbeat)
    // Random walks have nothing to fit: their work is done when they are asked.
    if report == nil { seconds = (clock.now - start).seconds }
    var error: PredictionError?
    if let heldOut {
      let judged =
        if let remainder = heldOut.remainder {
          try fit(remainder.injecting(profiles), repetition, heartbeat).model
        } else {
          model
        }
      error = try PredictionError(of: judged, on: heldOut.ratings)
    }
    return VictimMeasurement(
      hitRatios: hitRatios,
      scores: targets.map { TargetScores(of: $0, by: model, ratings: poisoned) },
      error: error, fit: report.map { .init($0) }, seconds: seconds)
  }

  /// HR@N of each target in the lists of all normal users.
  ///
  /// Parts are whole blocks of users, of which every thread has some: where they end changes no list.
  private func hitRatios(
    of targets: [Int], by model: some Recommender, _ ratings: RatingMatrix,
    _ heartbeat: () throws -> Void
  ) throws -> [HitRatio] {
    let (users, part) = (
      ratings.normalUserCount, 4 * RankingBlock<Scalar>.users * parallelism.threads
    )
    let lists = try RecommendationLists(
      joining: stride(from: 0, to: users, by: part).map { first in
        if first > 0 { try heartbeat() }
        return try model.topN(
          configuration.top, excluding: ratings, users: first..<min(first + part, users),
          parallelism: parallelism)
      })
    return targets.map { HitRatio(of: $0, in: lists, ratings: ratings) }
  }

  /// Fits the victim without some of its users and measures it for some targets.
  ///
  /// Without `removed` users it is the fit and the measurement of
  /// ``measure(_:profiles:targets:repetition:heartbeat:)``, to the same bits.
  ///
  /// - Parameter removed: Users of `ratings` with `profiles` injected.
  /// - Returns: HR@N of each target relative to all normal users of `ratings`, and RMSE over the
  ///   held-out ratings of those that stay, if there are any.
  func measure(
    _ ratings: RatingMatrix, profiles: ArraySlice<FakeProfile>, removing removed: [Int],
    targets: [Int], repetition: Int, heartbeat: () throws -> Void
  ) throws -> (hitRatios: [Double], rmse: Double?) {
    let cleaned = try ratings.injecting(profiles).removing(users: removed)
    guard cleaned.normalUserCount > 0 else { return (targets.map { _ in 0 }, nil) }
    let model = try fit(cleaned, repetition, heartbeat).model
    let hitRatios = try hitRatios(of: targets, by: model, cleaned, heartbeat).map {
      Double($0.hits) / Double(ratings.normalUserCount)
    }
    guard let heldOut else { return (hitRatios, nil) }
    let judged =
      if let remainder = heldOut.remainder {
        try fit(
          remainder.injecting(profiles).removing(users: removed), repetition, heartbeat
        ).model
      } else {
        model
      }
    let gone = Set(removed)
    var places: [Int: Int] = [:]
    for user in 0..<ratings.normalUserCount where !gone.contains(user) {
      places[user] = places.count
    }
    let left = heldOut.ratings.compactMap { rating in
      places[rating.user].map { Rating(user: $0, item: rating.item, value: rating.value) }
    }
    return (
      hitRatios, left.isEmpty ? nil : try PredictionError(of: judged, on: left).rootMeanSquare
    )
  }

  private func fit(
    _ ratings: RatingMatrix, _ repetition: Int, _ heartbeat: () throws -> Void
  ) throws -> (model: any Recommender, report: FitReport?) {
    guard configuration.victim == .matrixFactorization else {
      return (try RandomWalk<Scalar>(ratings, options: configuration.graph.walk), nil)
    }
    var options = configuration.fit
    if repetition > 0 {
      options.seed = SeededGenerator.derivedSeed(options.seed, [UInt64(repetition)])
    }
    let model = try withoutActuallyEscaping(heartbeat) { heartbeat in
      try MatrixFactorization<Scalar>.fit(
        ratings, options: options, parallelism: parallelism, progress: { _ in try heartbeat() })
    }
    return (model, model.report)
  }
}

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
  ///   - heartbeat: Called after each sweep; an error that it throws ends the measurement.
  func measure(
    _ ratings: RatingMatrix, profiles: ArraySlice<FakeProfile>, targets: [Int], repetition: Int,
    heartbeat: () throws -> Void
  ) throws -> VictimMeasurement {
    let poisoned = try ratings.injecting(profiles)
    let clock = ContinuousClock()
    let start = clock.now
    let model = try fit(poisoned, repetition, heartbeat)
    let seconds = (clock.now - start).seconds
    let lists = try model.topN(
      configuration.top, excluding: poisoned, users: 0..<ratings.normalUserCount,
      parallelism: parallelism)
    var error: PredictionError?
    if let heldOut {
      let judged =
        if let remainder = heldOut.remainder {
          try fit(remainder.injecting(profiles), repetition, heartbeat)
        } else {
          model
        }
      error = try PredictionError(of: judged, on: heldOut.ratings)
    }
    return VictimMeasurement(
      hitRatios: targets.map { HitRatio(of: $0, in: lists, ratings: poisoned) },
      scores: targets.map { TargetScores(of: $0, by: model, ratings: poisoned) },
      error: error, fit: .init(model.report), seconds: seconds)
  }

  private func fit(
    _ ratings: RatingMatrix, _ repetition: Int, _ heartbeat: () throws -> Void
  ) throws -> MatrixFactorization<Scalar> {
    var options = configuration.fit
    if repetition > 0 {
      options.seed = SeededGenerator.derivedSeed(options.seed, [UInt64(repetition)])
    }
    return try withoutActuallyEscaping(heartbeat) { heartbeat in
      try MatrixFactorization<Scalar>.fit(
        ratings, options: options, parallelism: parallelism, progress: { _ in try heartbeat() })
    }
  }
}

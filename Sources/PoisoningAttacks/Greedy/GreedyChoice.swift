internal import PoisoningDetection
internal import RecommenderData
internal import Recommenders
internal import Tensor

/// The choice of one fake user's fillers, one after another.
struct GreedyChoice {
  private let response: TargetResponse
  private let surrogate: PoisonedSurrogate
  private let target: Int
  private let options: GreedyAttack.Options
  private let disguise: Disguise?

  /// A choice that is to lower `loss`.
  init(
    _ surrogate: PoisonedSurrogate, loss: TopNLoss, options: GreedyAttack.Options,
    disguise: Disguise?
  ) throws {
    response = try TargetResponse(surrogate, loss: loss, width: options.lossWidth)
    self.surrogate = surrogate
    target = loss.target
    self.options = options
    self.disguise = disguise
  }

  /// The target and so many fillers with their ratings.
  func profile(
    fillers: Int, knowledge: RatingMatrix, using rng: inout some RandomNumberGenerator
  ) throws -> FakeProfile {
    let means = knowledge.itemStatistics.means
    var user = try GreedyProfile(
      items: surrogate.factors.items, regularization: surrogate.regularization)
    var rated: [(item: Int, value: Double)] = []
    var features = FeatureSums()
    var next = (item: target, value: knowledge.scale.maximum)
    while true {
      try user.rate(next.item, next.value)
      rated.append(next)
      guard rated.count <= fillers else { return FakeProfile(rated) }
      if let disguise { features = disguise.adding(next, to: features) }
      let ranked = try self.ranked(user, excluding: rated.map(\.item), means: means)
      next = pick(from: ranked, features, knowledge: knowledge, using: &rng)
    }
  }

  /// The items of the best first-order scores, the lowest loss first.
  func ranked(
    _ user: GreedyProfile, excluding rated: [Int], means: [Double]
  ) throws -> [Int] {
    let changes = try user.changes(slope: response.slope(at: user.user), ratings: means)
    let taken = Set(rated)
    var shortlist = changes.indices.filter { !taken.contains($0) }
    shortlist.keepSmallest(options.shortlist * (disguise == nil ? 1 : Disguise.shortlistFactor)) {
      changes[$0] != changes[$1] ? changes[$0] < changes[$1] : $0 < $1
    }
    let losses = try response.losses(user.users(rating: shortlist, ratings: means))
    return zip(losses, shortlist).sorted { $0.0 != $1.0 ? $0.0 < $1.0 : $0.1 < $1.1 }.map(\.1)
  }

  /// The first of `ranked`, with a rating drawn for it, that does not make the fake user more
  /// conspicuous; without such an item the one that does so least.
  private func pick(
    from ranked: [Int], _ features: FeatureSums, knowledge: RatingMatrix,
    using rng: inout some RandomNumberGenerator
  ) -> (item: Int, value: Double) {
    var best: (rating: (item: Int, value: Double), cost: Double)?
    for item in ranked {
      let drawn = FillerSampling.ratedLikeItems([item], knowledge: knowledge, using: &rng)[0]
      let cost = disguise?.worsening(of: features, by: drawn) ?? 0
      if best.map({ cost < $0.cost }) ?? true { best = (drawn, cost) }
      if cost == 0 { break }
    }
    guard let best else { preconditionFailure("no item is left to rate") }
    return best.rating
  }
}

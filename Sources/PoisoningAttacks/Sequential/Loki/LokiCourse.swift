import RecommenderData
import RecommenderInfluence
import Tensor
import TensorLearning

/// The course of an attack: what is learned, tried and chosen, portion by portion.
struct LokiCourse {
  let options: LokiOptions
  let groups: ItemGroups
  let length: Int
  /// What the last portion has learned.
  private(set) var policy: QPolicy<Float>?
  let parallelism: Parallelism
  private(set) var curve: [QLearningPoint] = []
  /// What was tried in the finals.
  private(set) var trials: [LokiAttack.Trial] = []
  private(set) var patterns: [[Int]] = []
  private(set) var sequences: [FakeSequence] = []

  /// A course that goes on from a policy, if there is one.
  init(
    options: LokiOptions, groups: ItemGroups, length: Int, policy: QPolicy<Float>?,
    parallelism: Parallelism
  ) {
    self.options = options
    self.groups = groups
    self.length = length
    self.policy = policy
    self.parallelism = parallelism
  }

  /// Learns on a simulator and adds the fake users that it finds best.
  mutating func learn(
    _ simulated: SimulatedOutcome, using rng: inout SeededGenerator,
    progress: @escaping (_ share: Double) throws -> Void
  ) throws {
    var learning = options.learning
    learning.seed = rng.next()
    let environment = try PatternEnvironment(
      simulated, horizon: length, parts: options.rewardedParts, parallelism: parallelism)
    let earlier = curve.last?.episode ?? 0
    let result = try QLearner<Float>(options: learning).train(
      on: environment, start: policy, parallelism: parallelism
    ) { point in
      try progress(0.7 * Double(point.episode) / Double(learning.episodes))
    }
    policy = result.policy
    curve += result.curve.map { $0.following(earlier) }
    try environment.play(
      alternations() + [result.policy.greedyEpisode()]
        + result.policy.episodes(
          learning.episodesPerRound, exploration: options.finalExploration, using: &rng))
    let rivals = rivals()
    let others = environment.best(options.finalists + rivals.count).filter { !rivals.contains($0) }
    var final = LokiFinal(simulated)
    let chosen = try final.best(
      among: rivals, learned: Array(others.prefix(options.finalists)),
      shared: options.sharedFinalists, margin: options.finalMargin,
      progress: { try progress(0.7 + 0.3 * $0) })
    trials += final.trials
    patterns += chosen
    sequences += simulated.sequences(chosen)
  }

  /// Weights of the simulator's models by what a victim shows in a few queries.
  ///
  /// The fixed sequences of groups are asked first, random ones then.
  func weights(
    _ simulated: SimulatedOutcome, asking victim: ([FakeSequence]) throws -> Double,
    using rng: inout SeededGenerator
  ) throws -> [Double] {
    var asked = Array(rivals().prefix(options.queries))
    while asked.count < options.queries {
      asked.append((0..<length).map { _ in rng.nextIndex(below: groups.items.count) })
    }
    var rehearsal = Rehearsal(simulated)
    let predictions = try asked.map { try rehearsal.outcomes([$0]).map(\.displayRate) }
    let answers = try asked.map { try victim(simulated.sequences([$0])) }
    return try SimulatorWeights.fitted(
      predictions: predictions, answers: answers, modelCount: simulated.models.count)
  }

  /// Each pushed group in turn with each other group.
  private func alternations() -> [[Int]] {
    (0..<groups.pushedCount).flatMap { pushed in
      groups.items.indices.filter { $0 != pushed }.map { cycle([$0, pushed]) }
    }
  }

  /// Fixed sequences of groups that learning has to beat: the nearest pushed items with what target users chose,
  /// with what they chose last, and with both in turn; and all pushed items with what they chose, one or two to
  /// one of those, which take more users and actions.
  private func rivals() -> [[Int]] {
    var places = Dictionary(uniqueKeysWithValues: zip(groups.names, groups.items.indices))
    places["S"] = groups.pushedCount - 1
    var rivals: [[Int]] = []
    for pattern in ["WS", "LS", "WSLS", "OSLS", "WT", "WTT"] {
      let known = pattern.compactMap { places[String($0)] }
      let rival = cycle(known)
      // Few actions, or no group of near items, make cycles alike; a group may be missing.
      let pushes = rival.contains { $0 < groups.pushedCount }
      if known.count == pattern.count, pushes, !rivals.contains(rival) { rivals.append(rival) }
    }
    // A single action can do nothing but push.
    return rivals.isEmpty ? (0..<groups.pushedCount).map { cycle([$0]) } : rivals
  }

  /// As many steps of a repeated cycle as there are actions.
  private func cycle(_ groups: [Int]) -> [Int] {
    (0..<length).map { groups[$0 % groups.count] }
  }
}

extension QLearningPoint {
  /// The same point of a curve that goes on after some episodes.
  fileprivate func following(_ episodes: Int) -> QLearningPoint {
    QLearningPoint(
      episode: episodes + episode, meanReturn: meanReturn, exploration: exploration, loss: loss)
  }
}

public import RecommenderData
internal import RecommenderInfluence
internal import Recommenders
internal import Tensor

/// The attack on recommenders by random walks, on the lists of all users or, as S-Graph, of the
/// influential ones among those who have not rated the target.
///
/// Fake users are made one after another: projected gradient descent on ‖w‖² + λ Σ_{u∈S} l_u over
/// ratings w of all items, the n largest of which become fillers, rated 𝒩(μ_i, σ_i²), rounded to the
/// scale. [Fang2018, §4; Fang2020, §7.1]
public struct GraphAttack: PoisoningAttack {
  /// Whose lists count.
  public let selection: UserSelection
  /// Budget, options and the attacker's models.
  public var settings: AttackSettings

  /// The attack on the lists of some users.
  public init(selection: UserSelection, settings: AttackSettings = AttackSettings()) {
    self.selection = selection
    self.settings = settings
  }

  /// The name of the attack on the lists of some users, that of its paper if it has one.
  public static func name(_ selection: UserSelection) -> String {
    switch selection {
    case .all: "fang2018"
    case .influential: "s-graph"
    case .random: "fang2018-rand"
    case .weighted: "fang2018-weighted"
    }
  }

  /// The name of this attack.
  public var name: String { Self.name(selection) }
  /// No: walks are not fitted.
  public var fitsModel: Bool { false }

  /// The profiles of `count` fake users; `progress` is called before each step of their descents.
  ///
  /// - Throws: `AttackError` as ``PoisoningAttack`` says, and `.invalidOption` for options outside
  ///   their ranges or a scale without positive ratings, `.nobodyToReach` if all users whose lists count
  ///   have rated the target; `RecommenderError.negativeRating`; what `progress` throws.
  /// - Complexity: For a fake user and step two solves for each user in S, each of some 6 flops for
  ///   each rating and step of the solve.
  public func profiles(
    count: Int, target: Int, knowledge: RatingMatrix,
    progress: ((_ done: Int, _ total: Int) throws -> Void)?,
    using rng: inout some RandomNumberGenerator
  ) throws -> [FakeProfile] {
    try validate(count: count, target: target, knowledge: knowledge, budget: settings.budget)
    let options = settings.graph
    if let problem = options.problem { try require(false, problem.name, problem.requirement) }
    try require(settings.top >= 1, "top", "\(settings.top) is not at least 1")
    try require(
      knowledge.scale.maximum > 0, "scale",
      "no rating is positive, and ratings in [0, r_max] are looked for")
    try progress?(0, count)
    var known = knowledge.ofNormalUsers
    try known.requireScaleOfWeights()
    let model = try RandomWalk<Double>(known, options: options.walk)
    let loss = try TopNLoss(
      audience: audience(of: known, target: target, using: &rng), target: target, top: settings.top,
      ratings: known,
      parallelism: settings.surrogate.parallelism)
    guard !loss.users.isEmpty else {
      throw AttackError.nobodyToReach(
        users: known.normalUserCount, target: known.itemIdentifiers[target])
    }
    let width = options.lossWidth * listEnd(of: model, loss)
    var profiles: [FakeProfile] = []
    while profiles.count < count {
      let descent = GraphDescent(
        known: known, loss: loss, width: width, options: options, fillers: settings.budget.fillers)
      let done = profiles.count
      let ratings = try descent.ratings(heartbeat: { try progress?(done, count) })
      let profile = FillerSampling.profile(
        settings.budget.fillers, of: ratings, target: target, knowledge: knowledge, using: &rng)
      profiles.append(profile)
      if profiles.count < count { known = try known.injecting(CollectionOfOne(profile)) }
    }
    try progress?(count, count)
    return profiles
  }

  /// S, among those who have not rated the target.
  ///
  /// Raters of the target have most of the influence, and no list of theirs can hold it: other than in
  /// Algorithm 1 they are not selected at all.
  func audience(
    of known: RatingMatrix, target: Int, using rng: inout some RandomNumberGenerator
  ) throws -> Audience {
    let raters = Set(known.byItem.range(ofRow: target).map { Int(known.byItem.indices[$0]) })
    return try Audience(
      selection, count: settings.optimization.influentialUsers,
      among: (0..<known.normalUserCount).filter { !raters.contains($0) },
      influences: {
        try WalkInfluence(
          ratings: known, options: settings.graph.walk,
          parallelism: settings.surrogate.parallelism
        ).onTarget(target, form: settings.graph.influence).ofUsers
      }, using: &rng)
  }

  /// The mean probability of the last items of clean lists, those without one left out, from at most
  /// ``RankingBlock/users`` users evenly spread over S.
  private func listEnd(of model: RandomWalk<Double>, _ loss: TopNLoss) -> Double {
    let step = (loss.users.count + RankingBlock<Double>.users - 1) / RankingBlock<Double>.users
    let places = Array(stride(from: 0, to: loss.users.count, by: step))
    var block = RankingBlock<Double>(
      length: min(settings.top, model.itemCount), itemCount: model.itemCount)
    var ends: [Double] = []
    let walks = WalkGraph<Double>.walks
    for start in stride(from: 0, to: places.count, by: walks) {
      let slice = places[start..<min(start + walks, places.count)]
      let visits = model.graph.itemVisits(from: slice.map { loss.users[$0] })
      for (side, place) in slice.enumerated() {
        let scores = WalkScores(
          userCount: loss.users.count, itemCount: model.itemCount, users: place..<place + 1,
          slices: [visits[side..<side + 1, 0...]])
        let list = block.rank(place..<place + 1, model: scores, rated: loss.excluded.byUser)
        if let last = list.entries.last, last.score > 0 { ends.append(last.score) }
      }
    }
    return ends.isEmpty ? 1 : ends.reduce(0, +) / Double(ends.count)
  }
}

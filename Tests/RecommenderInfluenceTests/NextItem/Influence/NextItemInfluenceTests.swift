import Foundation
import RecommenderData
import RecommenderInfluence
import Recommenders
import Tensor
import TensorLearning
import Testing

/// Influence of injected sequences beside dense solves on models written out by hand.
@Suite struct NextItemInfluenceTests {
  /// Five users and eight items; two of the users see lists of two.
  private func scenario() throws -> PromotionScenario {
    let log = try InteractionLog(
      userIdentifiers: (0..<5).map { "u\($0)" }, itemIdentifiers: (0..<8).map { "i\($0)" },
      sequences: [[1, 2, 3, 0, 5], [4, 0, 2, 6], [0, 6, 4, 3], [2, 5, 1], [6, 1, 5, 7, 0]])
    return try PromotionScenario(
      log.leavingLastTwoOut(), targets: [4, 7], users: [0, 3], top: 2)
  }

  private func model(_ form: HandModel.Parameters.Form) -> any NextItemRecommender {
    let p = HandModel.parameters(form)
    func floats(_ table: Matrix<Double>) -> Matrix<Float> { Matrix(converting: table) }
    var rng = SeededGenerator(seed: 1)
    switch form {
    case .factorization:
      var tables = FactorizationTables(
        userCount: 5, itemCount: 8, rank: 3, deviation: 1, using: &rng, parallelism: .serial)
      (tables.users, tables.items) = (floats(p.users), floats(p.items))
      tables.biases = p.biases.storage.map { Float($0) }
      return BPRMF(tables)
    case .chain:
      var tables = ChainTables(
        userCount: 5, itemCount: 8, rank: 3, deviation: 1, using: &rng, parallelism: .serial)
      (tables.users, tables.items) = (floats(p.users), floats(p.items))
      tables.contexts = floats(p.contexts)
      return FPMC(tables)
    case .translation:
      var tables = TranslationTables(
        userCount: 5, itemCount: 8, rank: 3, deviation: 1, using: &rng, parallelism: .serial)
      (tables.users, tables.items) = (floats(p.users), floats(p.items))
      tables.biases = p.biases.storage.map { Float($0) }
      tables.shared = p.shared.storage.map { Float($0) }
      return TransRec(tables)
    }
  }

  private let penalty = 0.05
  private var training: PairwiseOptions { PairwiseOptions(rank: 3, regularization: penalty) }

  /// - Parameter damping: More than the lowest eigenvalue of the Hessian at random parameters.
  private func options(
    _ curvature: InfluenceCurvature, aim: InfluenceAim = .place, damping: Double = 4
  ) -> NextItemInfluence.Options {
    NextItemInfluence.Options(
      aim: aim, curvature: curvature, damping: damping,
      solver: .conjugateGradients(tolerance: 1e-5, iterations: 500), negatives: 2, seed: 6)
  }

  /// −∇fᵀ(H + δI)⁻¹∇L of a sequence, all derivatives by differences or dense.
  private func expected(
    _ form: HandModel.Parameters.Form, _ options: NextItemInfluence.Options, _ sequence: [Int]
  ) throws -> Double {
    let scenario = try scenario()
    let p = HandModel.parameters(form)
    let samples: [PairwiseSample] =
      switch form {
      case .factorization: FactorizationTables.positives(of: scenario.log)
      case .chain: ChainTables.positives(of: scenario.log)
      case .translation: TranslationTables.positives(of: scenario.log)
      }
    let objective = PairwiseObjective<Double>(
      p,
      on: SampledPairs(samples, of: scenario.log, negatives: 2, seed: options.seed),
      regularization: penalty, parallelism: .serial)
    var curved = Matrix<Double>(rows: p.parameterCount, columns: p.parameterCount)
    for column in 0..<p.parameterCount {
      var unit = Matrix<Double>(rows: p.parameterCount, columns: 1)
      unit[column, 0] = 1
      let product = objective.product(p.reshaping(unit), curvature: options.curvature).vector
      for row in 0..<p.parameterCount { curved[row, column] = product[row, 0] }
      curved[column, column] += options.damping ?? 0
    }
    let promotion = try PromotionPairs(
      of: model(form), in: scenario, parallelism: .serial
    ).pairs
    // f: the mean score of targets, or of log σ of their margins over the rivals of the clean model.
    let aim = HandModel.gradient(at: p) { q in
      promotion.reduce(0) { sum, pair in
        let user = (0..<3).map { q.users[$0, scenario.users[pair.user]] }
        let last = Int(scenario.histories[pair.user].last ?? 0)
        func score(_ item: Int32) -> Double {
          HandModel.score(q, user: user, previous: last, item: Int(item))
        }
        switch options.aim {
        case .score: return sum + score(pair.target) / Double(promotion.count)
        case .place:
          guard let rival = pair.rival else { return sum }
          let margin = score(pair.target) - score(rival)
          return sum - log(1 + exp(-margin)) / Double(promotion.count)
        }
      }
    }
    let injected = self.samples(of: sequence, form, options)
    func loss(_ q: HandModel.Parameters, _ user: [Double]) -> Double {
      injected.reduce(0) { sum, sample in
        sum
          + HandModel.loss(
            q, user: user, previous: sample.previous, item: sample.item,
            negatives: sample.negatives, penalty: penalty)
      }
    }
    let user = folded(injected.count) { loss(p, $0) }
    let pushed = HandModel.gradient(at: p) { loss($0, user) }
    let solution = try LU(curved).solve(Vector(aim))
    return -zip(solution.storage, pushed).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The injected samples with the negatives that the package draws.
  private func samples(
    of sequence: [Int], _ form: HandModel.Parameters.Form, _ options: NextItemInfluence.Options
  ) -> [(previous: Int, item: Int, negatives: [Int])] {
    let own = sequence.map { Int32($0) }
    return ((form == .factorization ? 0 : 1)..<own.count).map { place in
      var rng = SeededGenerator(seed: options.seed, stream: UInt64(place))
      let drawn =
        SampledPairs<Float>.negatives(2, of: 8, avoiding: own[...place], using: &rng) ?? []
      return (place > 0 ? sequence[place - 1] : 0, sequence[place], drawn.map { Int($0) })
    }
  }

  /// The column of least loss with its penalty, by small steps downhill.
  private func folded(_ count: Int, _ loss: ([Double]) -> Double) -> [Double] {
    var user = [0.0, 0, 0]
    func whole(_ user: [Double]) -> Double {
      loss(user) + user.reduce(0) { $0 + penalty * Double(count) * $1 * $1 / 2 }
    }
    for _ in 0..<1000 {
      let slopes = (0..<3).map { row in
        var (up, down) = (user, user)
        up[row] += 1e-4
        down[row] -= 1e-4
        return (whole(up) - whole(down)) / 2e-4
      }
      for row in 0..<3 { user[row] -= 0.2 * slopes[row] }
    }
    return user
  }

  @Test(arguments: HandModel.forms, InfluenceCurvature.allCases)
  func isThatOfADenseSolve(form: HandModel.Parameters.Form, curvature: InfluenceCurvature) throws {
    for aim in InfluenceAim.allCases {
      // The scores of a translation are quadratic in each column and curve much more.
      let options = options(curvature, aim: aim, damping: form == .translation ? 150 : 4)
      let influence = try NextItemInfluence(
        of: model(form), in: scenario(), training: training, options: options)
      for sequence in [[2, 4, 5, 7], [7, 0, 3]] {
        let found = influence.estimate(of: [FakeSequence(items: sequence)])
        let expected = try expected(form, options, sequence)
        #expect(abs(found - expected) < 2e-3 * abs(expected) + 1e-6)
      }
      #expect(influence.report.residual < 1e-4)
      #expect(influence.report.damping == options.damping)
    }
  }

  /// Of eight items two are left after the sixth action, which are enough negatives, and one after the seventh.
  @Test(arguments: HandModel.forms)
  func actionsWithoutOtherItemsLeftAddNothing(form: HandModel.Parameters.Form) throws {
    let influence = try NextItemInfluence(
      of: model(form), in: scenario(), training: training, options: options(.gaussNewton))
    let rewards = influence.rewards(of: FakeSequence(items: [4, 1, 2, 3, 0, 5, 6, 7, 4]))
    #expect(rewards.allSatisfy { $0.isFinite })
    #expect(rewards[..<6].count { $0 != 0 } == (form == .factorization ? 6 : 5))
    #expect(rewards[6...] == [0, 0, 0])
  }

  /// Of eight items a user with a second action has seen two, so that none leaves seven negatives for it.
  @Test(arguments: [
    (HandModel.Parameters.Form.chain, 7), (.factorization, 8), (.factorization, Int.max),
  ])
  func negativesThatNobodyLeavesAreRefused(form: HandModel.Parameters.Form, count: Int) throws {
    var many = options(.gaussNewton)
    many.negatives = count
    #expect {
      try NextItemInfluence(
        of: model(form), in: scenario(), training: training, options: many)
    } throws: { error in
      guard case .invalidOption("negatives", _)? = error as? InfluenceError else { return false }
      return true
    }
  }

  @Test(arguments: HandModel.forms)
  func rewardsSumToTheEstimateAndUsersAddUp(form: HandModel.Parameters.Form) throws {
    let influence = try NextItemInfluence(
      of: model(form), in: scenario(), training: training, options: options(.gaussNewton))
    let first = FakeSequence(items: [2, 4, 5, 7, 1])
    let second = FakeSequence(items: [7, 0])
    let rewards = influence.rewards(of: first)
    #expect(rewards.count == 5)
    let alone = influence.estimate(of: [first])
    // Columns are found to 1e-4 of their length, from another start after each action.
    #expect(abs(rewards.reduce(0, +) - alone) < 1e-3 * abs(alone))
    let prefix = influence.estimate(of: [FakeSequence(items: [2, 4, 5])])
    #expect(abs(rewards.prefix(3).reduce(0, +) - prefix) < 1e-3 * abs(prefix))
    let both = influence.estimate(of: [first, second])
    #expect(abs(both - alone - influence.estimate(of: [second])) < 1e-9)
  }

  @Test(arguments: HandModel.forms)
  func lissaComesToTheSame(form: HandModel.Parameters.Form) throws {
    var other = options(.gaussNewton)
    other.solver = .lissa(tolerance: 1e-4, steps: 2000)
    let sequence = [FakeSequence(items: [2, 4, 5, 7])]
    let estimates = try [options(.gaussNewton), other].map {
      try NextItemInfluence(of: model(form), in: scenario(), training: training, options: $0)
        .estimate(of: sequence)
    }
    #expect(abs(estimates[0] - estimates[1]) < 1e-2 * abs(estimates[0]))
  }

  @Test func threadsDoNotMatter() throws {
    let estimates = try [1, 3].map { threads in
      try NextItemInfluence(
        of: model(.chain), in: scenario(), training: training, options: options(.hessian),
        parallelism: Parallelism(threads: threads)
      ).estimate(of: [FakeSequence(items: [2, 4, 5, 7])])
    }
    #expect(estimates[0] == estimates[1])
  }

  @Test func refusesOtherModelsAndOptionsOutOfRange() throws {
    let scenario = try scenario()
    let changes: [(inout NextItemInfluence.Options) -> Void] = [
      { $0.damping = -1 }, { $0.damping = .nan }, { $0.negatives = 0 },
      { $0.solver = .conjugateGradients(tolerance: 0, iterations: 5) },
      { $0.solver = .lissa(tolerance: 1, steps: 0) },
    ]
    for change in changes {
      var changed = options(.gaussNewton)
      change(&changed)
      #expect(throws: InfluenceError.self) {
        try NextItemInfluence(of: model(.chain), in: scenario, options: changed)
      }
    }
    let larger = try scenario.injecting([FakeSequence(items: [1, 2])])
    #expect(throws: InfluenceError.self) {
      try NextItemInfluence(of: model(.chain), in: larger)
    }
    var hasty = options(.gaussNewton)
    hasty.solver = .conjugateGradients(tolerance: 1e-12, iterations: 1)
    #expect(throws: InfluenceError.self) {
      try NextItemInfluence(of: model(.chain), in: scenario, options: hasty)
    }
  }
}

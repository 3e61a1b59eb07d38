import Foundation
import PoisoningAttacks
import PoisoningExperiments
import RecommenderData
import Recommenders
import Tensor
import Testing

@Suite struct AuditConfigurationTests {
  @Test func survivesCoding() throws {
    var configuration = smallConfiguration()
    configuration.holdOut = 0.1
    configuration.observed = 0.4
    configuration.precision = .float
    configuration.repeats = 3
    configuration.seed = .max
    configuration.fit.tolerance = 0.25
    configuration.fit.gradientTolerance = 0.5
    configuration.fit.acceleration = .lbfgs
    configuration.fit.initialDeviation = 0.125
    configuration.attackerRank = 7
    configuration.optimization = OptimizationOptions(
      gradient: .refit(sweeps: 3), steps: 9, influentialUsers: 11, lossWidth: 0.25,
      initialLossWidth: 0.75, sparsity: 0.5, startRating: 0.375, stepLength: 0.625)
    for targets in [TargetSelection.random(count: 4), .identifiers(["item 1", "item 2"])] {
      configuration.targets = targets
      let decoded = try JSONDecoder().decode(
        AuditConfiguration.self, from: JSONEncoder().encode(configuration))
      #expect(decoded == configuration)
    }
  }

  @Test func settingsAreOneFlatObjectWithoutThreads() throws {
    let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(smallConfiguration()))
    let keys = try #require(object as? [String: Any]).keys.sorted()
    #expect(
      keys == [
        "acceleration", "attacks", "fillers", "gradient", "gradientTolerance", "influentialUsers",
        "initialDeviation", "lossWidth", "precision", "rank", "regularization", "repeats",
        "resamples", "restart", "seed", "sizes", "sparsity", "startRating", "stepLength", "steps",
        "sweeps", "targetCount", "tolerance", "top", "victim", "walkInfluence", "walkLossWeight",
        "walkLossWidth", "walkStepLength", "walkSteps", "walkTolerance",
      ])
  }

  @Test func seedIsTheSeedOfTheFit() {
    var configuration = AuditConfiguration(fit: FactorizationOptions(seed: 5), seed: 9)
    #expect(configuration.fit.seed == 9)
    configuration.seed = 4
    #expect(configuration.fit.seed == 4)
  }

  @Test func defaultsAreThePapers() {
    let configuration = AuditConfiguration()
    #expect(configuration.sizes == [0.003, 0.005, 0.01, 0.03, 0.05])
    #expect(configuration.optimization == OptimizationOptions())
    #expect(configuration.attackerRank == nil)
    #expect(configuration.fillers == 20)
    #expect(configuration.top == 10)
    #expect(configuration.targets == .random(count: 10))
    #expect(configuration.holdOut == nil)
  }

  @Test func defaultAttacksAreTheHeuristics() {
    let attacks = AuditConfiguration().attacks
    #expect(attacks == ["none", "random", "average", "popular", "segment"])
    #expect(AttackCatalog.standard.names.starts(with: attacks))
  }

  @Test func attacksKnowWhatTheAuditSays() {
    var configuration = smallConfiguration()
    configuration.optimization.steps = 2
    configuration.fit.regularization = 3
    let full = configuration.attackSettings(parallelism: .serial)
    #expect(full.surrogate.options == configuration.fit)
    configuration.attackerRank = 2
    let settings = configuration.attackSettings(parallelism: .serial)
    #expect(settings.surrogate.options.rank == 2)
    #expect(settings.surrogate.options.regularization == 3)
    #expect(settings.budget.fillers == configuration.fillers)
    #expect(settings.top == configuration.top)
    #expect(settings.optimization.steps == 2)
  }

  @Test func validOptionsPass() throws {
    try smallConfiguration().validate(for: tasteMatrix())
  }

  @Test func rejectsEachInvalidOptionByName() throws {
    let changes: [(String, (inout AuditConfiguration) -> Void)] = [
      ("attacks", { $0.attacks = [] }),
      ("attacks", { $0.attacks = ["none", "random", "none"] }),
      ("sizes", { $0.sizes = [] }),
      ("sizes", { $0.sizes = [0.1, 0] }),
      ("sizes", { $0.sizes = [-0.1] }),
      ("sizes", { $0.sizes = [1.01] }),
      ("sizes", { $0.sizes = [.nan] }),
      ("sizes", { $0.sizes = [0.1, 0.2, 0.1] }),
      ("top", { $0.top = 0 }),
      ("repeats", { $0.repeats = 0 }),
      ("resamples", { $0.resamples = 0 }),
      ("holdOut", { $0.holdOut = 0 }),
      ("holdOut", { $0.holdOut = 1 }),
      ("holdOut", { $0.holdOut = .nan }),
      ("steps", { $0.optimization.steps = 0 }),
      ("gradient", { $0.optimization.gradient = .refit(sweeps: 0) }),
      ("influentialUsers", { $0.optimization.influentialUsers = 0 }),
      ("lossWidth", { $0.optimization.lossWidth = 0 }),
      ("initialLossWidth", { $0.optimization.initialLossWidth = -1 }),
      ("sparsity", { $0.optimization.sparsity = .infinity }),
      ("startRating", { $0.optimization.startRating = 1.5 }),
      ("stepLength", { $0.optimization.stepLength = .nan }),
    ]
    let ratings = try tasteMatrix()
    for (name, change) in changes {
      var configuration = smallConfiguration()
      change(&configuration)
      let error = #expect(throws: ExperimentError.self) {
        try configuration.validate(for: ratings)
      }
      guard case .invalidOption(name, _) = error else {
        Issue.record("\(name) is not named by \(String(describing: error))")
        continue
      }
    }
  }

  @Test func rejectsWhatAttacksAndVictimReject() throws {
    let ratings = try tasteMatrix()
    var configuration = smallConfiguration(attacks: ["none", "bribe"])
    #expect(
      throws: AttackError.unknownAttack(name: "bribe", known: AttackCatalog.standard.names)
    ) { try configuration.validate(for: ratings) }
    configuration = smallConfiguration()
    configuration.fillers = 30
    #expect(throws: AttackError.fillersOutOfRange(fillers: 30, maximum: 29)) {
      try configuration.validate(for: ratings)
    }
    configuration = smallConfiguration()
    configuration.fit.rank = 0
    #expect(throws: RecommenderError.self) { try configuration.validate(for: ratings) }
    configuration.fit.rank = 1 << 40
    #expect(throws: RecommenderError.self) { try configuration.validate(for: ratings) }
    configuration = smallConfiguration()
    configuration.attackerRank = 0
    #expect(throws: RecommenderError.self) { try configuration.validate(for: ratings) }
    configuration = smallConfiguration()
    configuration.fit.regularization = .nan
    #expect(throws: RecommenderError.self) { try configuration.validate(for: ratings) }
  }

  @Test func rejectsDataWithoutNormalOrWithFakeUsers() throws {
    let empty = try RatingMatrix(userCount: 0, itemCount: 9, ratings: [], scale: .fiveStars)
    #expect(throws: ExperimentError.self) { try smallConfiguration().validate(for: empty) }
    let poisoned = try tasteMatrix().injecting([FakeProfile([(0, 5.0)])])
    #expect(throws: ExperimentError.self) { try smallConfiguration().validate(for: poisoned) }
  }
}

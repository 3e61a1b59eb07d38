import RecommenderData
import RecommenderInfluence
import Recommenders
import Tensor
import Testing

@testable import PoisoningAttacks

@Suite struct SurrogateModelTests {
  @Test func modelAndInfluencesAreKept() throws {
    let settings = smallSettings()
    let knowledge = try starMatrix()
    let model = try settings.surrogate.fit(knowledge)
    #expect(try settings.surrogate.fit(knowledge).userFactors == model.userFactors)
    let influences = try settings.surrogate.influences(on: 3, knowledge: knowledge)
    #expect(influences.count == 30)
    #expect(influences.allSatisfy { $0 >= 0 && $0.isFinite })
    #expect(try settings.surrogate.influences(on: 3, knowledge: knowledge) == influences)
    #expect(try settings.surrogate.influences(on: 4, knowledge: knowledge) != influences)
  }

  @Test func influencesAreThoseOfTheModel() throws {
    let settings = smallSettings()
    let knowledge = try starMatrix()
    let influence = try FactorizationInfluence(
      model: settings.surrogate.fit(knowledge), ratings: knowledge, parallelism: .serial)
    let expected = try influence.onTarget(3).ofUsers
    let found = try settings.surrogate.influences(on: 3, knowledge: knowledge)
    let scale = expected.max() ?? 0
    // They are swept in single precision.
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-5 * scale })
  }

  @Test func heartbeatIsCalledWhereThereIsSomethingToCompute() throws {
    let settings = smallSettings()
    let knowledge = try starMatrix()
    var beats = 0
    _ = try settings.surrogate.fit(knowledge) { beats += 1 }
    #expect(beats == 6)
    let influences = try settings.surrogate.influences(on: 3, knowledge: knowledge) { beats += 1 }
    #expect(beats > 6)
    beats = 0
    _ = try settings.surrogate.fit(knowledge) { beats += 1 }
    _ = try settings.surrogate.influences(on: 3, knowledge: knowledge) { beats += 1 }
    #expect(beats == 0)
    #expect(try smallSettings().surrogate.influences(on: 3, knowledge: knowledge) == influences)
  }

  /// During the fit, which has six sweeps, and during the solves.
  @Test(arguments: [1, 3, 7]) func brokenOffWorkIsNotKept(beat: Int) throws {
    struct Cancelled: Error {}
    let model = smallSettings().surrogate
    let knowledge = try starMatrix()
    var beats = 0
    #expect(throws: Cancelled.self) {
      try model.influences(on: 3, knowledge: knowledge) {
        beats += 1
        if beats == beat { throw Cancelled() }
      }
    }
    #expect(model.knownRatings == (beat > 6 ? [knowledge] : []))
    #expect(
      try model.influences(on: 3, knowledge: knowledge)
        == smallSettings().surrogate.influences(on: 3, knowledge: knowledge))
  }

  @Test func otherKnowledgeIsFittedAnew() throws {
    let model = smallSettings().surrogate
    let (one, two) = (try starMatrix(), try starMatrix(seed: 6))
    let first = try model.influences(on: 3, knowledge: one)
    #expect(try model.influences(on: 3, knowledge: two) != first)
    #expect(try model.influences(on: 3, knowledge: one) == first)
  }

  /// More matrices than are kept: the first one is fitted again, and all answers are the same.
  @Test func anyNumberOfMatricesIsAnsweredRightly() throws {
    let model = smallSettings().surrogate
    let all = try (1...12).map { try starMatrix(seed: $0) }
    let first = try all.map { try model.influences(on: 3, knowledge: $0) }
    #expect(Set(first).count == all.count)
    #expect(model.knownRatings == Array(all[2...]))
    #expect(try model.influences(on: 3, knowledge: all[2]) == first[2])
    #expect(model.knownRatings == Array(all[3...]) + [all[2]])
    _ = try model.fit(all[0])
    #expect(model.knownRatings == Array(all[4...]) + [all[2], all[0]])
    #expect(try all.map { try model.influences(on: 3, knowledge: $0) } == first)
  }
}

import Testing

@testable import TensorLearning

/// `QLearningOptions.swift`.
@Suite struct QLearningOptionsTests {
  @Test func defaultsAreValid() throws {
    try QLearningOptions().validate()
  }

  @Test func rejectsWhatIsOutOfRange() {
    let bad: [(String, (inout QLearningOptions) -> Void)] = [
      ("embeddingRank", { $0.embeddingRank = 0 }), ("stateCount", { $0.stateCount = 0 }),
      ("episodes", { $0.episodes = 0 }), ("episodes", { $0.episodes = 31 }),
      ("episodesPerRound", { $0.episodesPerRound = 0 }),
      ("updatesPerRound", { $0.updatesPerRound = 0 }), ("batchSize", { $0.batchSize = -1 }),
      ("replayCapacity", { $0.replayCapacity = 31 }),
      ("targetInterval", { $0.targetInterval = 0 }),
      ("firstExploration", { $0.firstExploration = 1.5 }),
      ("lastExploration", { $0.lastExploration = -0.1 }),
      ("explorationShare", { $0.explorationShare = .nan }), ("discount", { $0.discount = 1.01 }),
      ("huberWidth", { $0.huberWidth = 0 }), ("gradientNorm", { $0.gradientNorm = .infinity }),
      ("learningRate", { $0.adam.learningRate = 0 }),
    ]
    for (name, change) in bad {
      var options = QLearningOptions()
      change(&options)
      let error = #expect(throws: LearningError.self) { try options.validate() }
      #expect(error?.description.hasPrefix("\(name): ") == true)
    }
  }

  @Test func explorationFallsAndStays() {
    var options = QLearningOptions(episodes: 100)
    #expect(options.exploration(after: 0) == 1)
    #expect(abs(options.exploration(after: 30) - 0.525) <= Double.ulpOfOne)
    #expect(abs(options.exploration(after: 60) - 0.05) <= Double.ulpOfOne)
    #expect(abs(options.exploration(after: 99) - 0.05) <= Double.ulpOfOne)
    options.explorationShare = 0
    #expect(abs(options.exploration(after: 0) - 0.05) <= Double.ulpOfOne)
  }
}

import Foundation
import Tensor
import Testing

@testable import TensorLearning

/// `QPolicy.swift`, `EpisodeEnvironment.swift`.
@Suite struct QPolicyTests {
  func policy<Scalar: TensorScalar>(
    horizon: Int = 5, _: Scalar.Type = Scalar.self
  ) throws -> QPolicy<Scalar> {
    var rng = SeededGenerator(seed: 4)
    let network = try QNetwork<Scalar>(
      actionCount: 6, embeddingRank: 3, stateCount: 7, using: &rng)
    return QPolicy(network: network, horizon: horizon)
  }

  func comesBack<Scalar: TensorScalar>(_: Scalar.Type) throws {
    let policy = try policy(Scalar.self)
    let data = try JSONEncoder().encode(policy)
    let read = try JSONDecoder().decode(QPolicy<Scalar>.self, from: data)
    #expect(read == policy)
    #expect(try read.greedyEpisode() == policy.greedyEpisode())
  }

  @Test func savedPoliciesComeBack() throws {
    try comesBack(Double.self)
    try comesBack(Float.self)
  }

  @Test func rejectsDamagedFiles() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let data = try encoder.encode(policy(Double.self))
    let text = try #require(String(data: data, encoding: .utf8))
    let damaged = [
      text.replacingOccurrences(of: "\"horizon\":5", with: "\"horizon\":0"),
      text.replacingOccurrences(of: "\"columns\":7,", with: "\"columns\":9223372036854775807,"),
      text.replacingOccurrences(of: "\"rows\":21", with: "\"rows\":20"),
      "{\"horizon\":3,\"parameters\":[]}", "{\"horizon\":3}",
    ]
    for damage in damaged {
      #expect(damage != text)
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(QPolicy<Double>.self, from: Data(damage.utf8))
      }
    }
  }

  @Test func greedyActionsAreThoseOfTheValues() throws {
    let policy = try policy(Double.self)
    let episode = try policy.greedyEpisode()
    #expect(episode.count == 5)
    for (step, action) in episode.enumerated() {
      let values = try policy.values(after: Array(episode[..<step]))
      #expect(values.count == 6 && values.max() == values[action])
    }
    let error = LearningError.indexOutOfRange(what: "actions", position: 1, index: 6, count: 6)
    #expect(throws: error) { try policy.values(after: [0, 6]) }
  }

  @Test func explorationMixesRandomActionsIn() throws {
    let policy = try policy(horizon: 10, Float.self)
    let greedy = try policy.greedyEpisode()
    var rng = SeededGenerator(seed: 5)
    #expect(try policy.episodes(3, exploration: 0, using: &rng) == [greedy, greedy, greedy])
    let random = try policy.episodes(600, exploration: 1, using: &rng).joined()
    // 6000 uniform actions: 1000 of each, within five deviations of 29.
    for action in 0..<6 {
      #expect(abs(random.count { $0 == action } - 1000) < 145)
    }
    // The first action is another one in 5 of 6 explorations: 0.3 · 5/6 of 2000.
    let mixed = try policy.episodes(2000, exploration: 0.3, using: &rng)
    #expect(abs(mixed.count { $0[0] != greedy[0] } - 500) < 100)
    var (first, second) = (SeededGenerator(seed: 6), SeededGenerator(seed: 6))
    #expect(
      try policy.episodes(4, exploration: 0.5, using: &first)
        == policy.episodes(4, exploration: 0.5, using: &second))
    #expect(try policy.episodes(0, exploration: 0.5, using: &first).isEmpty)
  }

  @Test func rejectsWhatIsOutOfRange() throws {
    let policy = try policy(Float.self)
    var rng = SeededGenerator(seed: 5)
    #expect(throws: LearningError.self) {
      try policy.episodes(-1, exploration: 0, using: &rng)
    }
    for exploration in [-0.1, 1.1, .nan] {
      #expect(throws: LearningError.self) {
        try policy.episodes(1, exploration: exploration, using: &rng)
      }
    }
  }

  @Test func reportsValuesThatAreNotFinite() throws {
    var network = try policy(Float.self).network
    network.output.weights = Matrix(rows: 6, columns: 7, repeating: .greatestFiniteMagnitude)
    network.output.bias = Matrix(rows: 6, columns: 1, repeating: .greatestFiniteMagnitude)
    network.recurrence.inputBias = Matrix(rows: 21, columns: 1, repeating: 1)
    let policy = QPolicy(network: network, horizon: 40)
    #expect(throws: LearningError.self) { try policy.greedyEpisode() }
  }
}

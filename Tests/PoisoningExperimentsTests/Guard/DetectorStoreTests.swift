import Foundation
import PoisoningAttacks
import PoisoningDetection
import RecommenderData
import Synchronization
import Tensor
import Testing

@testable import PoisoningExperiments

@Suite struct DetectorStoreTests {
  func trained() throws -> SVMDetector {
    let isFake = (0..<20).map { $0 % 2 == 0 }
    return try SVMDetector.trained(
      on: Matrix(rows: 20, columns: 6) { row, column in
        Double(row * (column + 3) % 7) + (isFake[row] ? 3 : 0) / 3
      },
      isFake: isFake, scale: .fiveStars, options: SupportVectorOptions(costs: [1], gammas: [0.3]))
  }

  @Test func aDetectorComesBackToItsAuditAttackAndSizeAlone() throws {
    try withFolder { folder in
      let store = DetectorStore(folder: folder, fingerprint: "1f")
      let made = try trained()
      #expect(store.detector(attack: "a/b", size: 0.05, parallelism: .serial) == nil)
      try store.write(made, attack: "a/b", size: 0.05)
      let read = try #require(store.detector(attack: "a/b", size: 0.05, parallelism: .serial))
      let ratings = try tasteMatrix()
      #expect(try read.detect(in: ratings) == made.detect(in: ratings))
      #expect(files(in: folder, endingIn: "") == ["a%2Fb-0.05.json"])

      // The same file under another name, or in the folder of another audit.
      let copy = store.url(attack: "a/b", size: 0.1)
      try FileManager.default.copyItem(at: store.url(attack: "a/b", size: 0.05), to: copy)
      #expect(store.detector(attack: "a/b", size: 0.1, parallelism: .serial) == nil)
      let other = DetectorStore(folder: folder, fingerprint: "20")
      #expect(other.detector(attack: "a/b", size: 0.05, parallelism: .serial) == nil)

      try Data("{".utf8).write(to: store.url(attack: "a/b", size: 0.05))
      #expect(store.detector(attack: "a/b", size: 0.05, parallelism: .serial) == nil)
    }
  }

  @Test func whatCannotBeWrittenIsAnError() throws {
    try withFolder { folder in
      try Data().write(to: folder)
      let store = DetectorStore(folder: folder, fingerprint: "1f")
      let error = #expect(throws: ExperimentError.self) {
        try store.write(trained(), attack: "random", size: 0.1)
      }
      #expect(error?.description.contains(folder.path) == true)
    }
  }

  /// How often something was done.
  final class Calls: Sendable {
    private let count = Mutex(0)

    func add() { count.withLock { $0 += 1 } }

    /// The number since it was asked for last.
    func take() -> Int {
      count.withLock { count in
        defer { count = 0 }
        return count
      }
    }
  }

  /// An attack of popular items that counts how often it is asked.
  struct Counted: PoisoningAttack {
    let inner = PopularAttack(budget: AttackBudget(fillers: 4))
    let count: @Sendable () -> Void
    var name: String { "popular" }

    func profiles(
      count: Int, target: Int, knowledge: RatingMatrix,
      progress: ((_ done: Int, _ total: Int) throws -> Void)?,
      using rng: inout some RandomNumberGenerator
    ) throws -> [FakeProfile] {
      self.count()
      return try inner.profiles(
        count: count, target: target, knowledge: knowledge, progress: progress, using: &rng)
    }
  }

  @Test func anAuditThatGoesOnTrainsNothingAgain() throws {
    try withFolder { folder in
      let calls = Calls()
      let catalog = AttackCatalog([
        .init(name: "popular", summary: "") { _ in Counted { calls.add() } }
      ])
      func audit(seed: UInt64 = 3) throws -> Audit {
        var configuration = smallConfiguration(attacks: ["popular"])
        configuration.seed = seed
        configuration.guarding = GuardOptions(detector: .svm, trainingUsers: 16)
        return try Audit(of: tasteMatrix(), configuration: configuration, catalog: catalog)
      }
      let whole = try audit().run(folder: folder)
      // Eight runs for the smaller size, three of which serve the larger one, and one for each target.
      #expect(calls.take() == 10)
      let detectors = folder.appending(path: "detectors")
      #expect(files(in: detectors, endingIn: "") == ["popular-0.05.json", "popular-0.15.json"])

      let cells = folder.appending(path: "cells")
      func removeCells() throws {
        for name in files(in: cells, endingIn: ".cell.json") {
          try FileManager.default.removeItem(at: cells.appending(path: name))
        }
      }
      try removeCells()
      #expect(try audit().run(folder: folder).timelessJSON() == whole.timelessJSON())
      #expect(calls.take() == 2)

      // Detectors that a folder still has from other options are made anew.
      try FileManager.default.removeItem(at: cells)
      let other = try audit(seed: 4).run(folder: folder)
      #expect(calls.take() == 10)
      #expect(try other.timelessJSON() == audit(seed: 4).run().timelessJSON())
    }
  }
}

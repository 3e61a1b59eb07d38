import Foundation
import PoisoningAttacks
import PoisoningExperiments
import RecommenderData
import Recommenders
import Testing

/// What an audit leaves in its folder, and how it goes on from there.
@Suite struct AuditRunTests {
  struct Cancelled: Error {}

  func audit(_ change: (inout AuditConfiguration) -> Void = { _ in }) throws -> Audit {
    var configuration = smallConfiguration()
    change(&configuration)
    return try Audit(of: tasteMatrix(), configuration: configuration)
  }

  /// Runs `audit` in `folder`; also says how many cells were computed.
  func run(_ audit: Audit, _ folder: URL) throws -> (json: String, computed: Int) {
    var computed = -1
    let result = try audit.run(folder: folder, progress: { computed = $0.computed })
    return (try result.timelessJSON(), computed)
  }

  @Test func folderHoldsCellsProfilesAndResults() throws {
    try withFolder { folder in
      let audit = try audit()
      let result = try audit.run(folder: folder)
      #expect(files(in: folder, endingIn: "") == ["cells", "profiles", "results.json"])
      #expect(files(in: folder.appending(path: "cells"), endingIn: ".cell.json").count == 12)
      let names = audit.targets.map { audit.ratings.itemIdentifiers[$0] }.flatMap { name in
        ["average", "popular"].map { "\($0)-\(name.replacing(" ", with: "%20")).csv" }
      }
      let profiles = folder.appending(path: "profiles")
      #expect(files(in: profiles, endingIn: "") == names.sorted())
      for name in names {
        let text = try String(contentsOf: profiles.appending(path: name), encoding: .utf8)
        // A header, and five ratings of each of six fake users.
        #expect(text.split(separator: "\n").count == 31)
      }
      #expect(
        try Data(contentsOf: folder.appending(path: "results.json"))
          == result.json(includingTargets: true))
    }
  }

  @Test func secondRunComputesNothing() throws {
    try withFolder { folder in
      let first = try run(audit(), folder)
      #expect(first.computed == 12)
      let second = try run(audit(), folder)
      #expect(second.computed == 0)
      #expect(second.json == first.json)
      #expect(try first.json == audit().run().timelessJSON())
    }
  }

  @Test func lostAndDamagedCellsAloneAreComputedAgain() throws {
    try withFolder { folder in
      let first = try run(audit(), folder)
      let cells = folder.appending(path: "cells")
      let names = files(in: cells, endingIn: ".cell.json")
      for name in [names[0], names[5], names[11]] {
        try FileManager.default.removeItem(at: cells.appending(path: name))
      }
      try Data("{\"cell\"".utf8).write(to: cells.appending(path: names[7]))
      try FileManager.default.removeItem(at: folder.appending(path: "profiles"))
      let second = try run(audit(), folder)
      #expect(second.computed == 4)
      #expect(second.json == first.json)
      #expect(files(in: cells, endingIn: ".cell.json") == names)
      #expect(files(in: folder.appending(path: "profiles"), endingIn: ".csv").count == 4)
    }
  }

  @Test func cancelledRunGoesOnWhereItStopped() throws {
    try withFolder { folder in
      #expect(throws: Cancelled.self) {
        try audit().run(folder: folder, progress: { if $0.done == 7 { throw Cancelled() } })
      }
      #expect(files(in: folder, endingIn: "results.json").isEmpty)
      let rest = try run(audit(), folder)
      #expect(rest.computed == 5)
      #expect(try rest.json == audit().run().timelessJSON())
    }
  }

  @Test func progressIsCalledDuringFits() throws {
    var calls = 0
    #expect(throws: Cancelled.self) {
      try audit().run(progress: { _ in
        calls += 1
        if calls == 4 { throw Cancelled() }
      })
    }
    // Once at the start, then after each sweep of the clean fit, which has eight.
    #expect(calls == 4)
  }

  /// An attack that ends only when its progress callback throws.
  struct Endless: PoisoningAttack {
    let name = "endless"

    func profiles(
      count: Int, target: Int, knowledge: RatingMatrix,
      progress: ((_ done: Int, _ total: Int) throws -> Void)?,
      using rng: inout some RandomNumberGenerator
    ) throws -> [FakeProfile] {
      guard let progress else { return [] }
      while true { try progress(0, count) }
    }
  }

  @Test func attackEndsWithTheRunAndLeavesNothing() throws {
    try withFolder { folder in
      var catalog = AttackCatalog.standard
      catalog.register(.init(name: "endless", summary: "never ends") { _ in Endless() })
      let audit = try Audit(
        of: tasteMatrix(), configuration: smallConfiguration(attacks: ["average", "endless"]),
        catalog: catalog)
      var beats = 0
      #expect(throws: Cancelled.self) {
        try audit.run(folder: folder) { progress in
          // The two targets' cells of the first attack are done.
          if progress.done == 4 { beats += 1 }
          if beats == 10 { throw Cancelled() }
        }
      }
      #expect(files(in: folder.appending(path: "cells"), endingIn: ".cell.json").count == 4)
      #expect(
        files(in: folder.appending(path: "profiles"), endingIn: "").allSatisfy {
          $0.hasPrefix("average")
        })
      #expect(files(in: folder, endingIn: "results.json").isEmpty)
    }
  }

  @Test func folderOfOtherSettingsOrDataIsRefused() throws {
    try withFolder { folder in
      _ = try run(audit(), folder)
      let cells = folder.appending(path: "cells").path
      #expect(
        throws: ExperimentError.otherConfiguration(folder: cells, differing: ["rank", "top"])
      ) {
        try audit {
          $0.top = 4
          $0.fit.rank = 3
        }.run(folder: folder)
      }
      let other = try Audit(of: tasteMatrix(seed: 12), configuration: smallConfiguration())
      #expect(throws: ExperimentError.otherData(folder: cells)) { try other.run(folder: folder) }
      let ratings = try tasteMatrix()
      let tested = try Audit(of: ratings, test: ratings, configuration: smallConfiguration())
      #expect(throws: ExperimentError.otherData(folder: cells)) { try tested.run(folder: folder) }
      #expect(try run(audit(), folder).computed == 0)
    }
  }

  @Test func targetNamesNeverLeaveTheFolder() throws {
    try withFolder { folder in
      let ratings = try tasteMatrix()
      var names = ratings.itemIdentifiers
      names[4] = "../../\"x\", y"
      let odd = try RatingMatrix(
        userCount: 40, itemCount: 30, ratings: ratings.ratings, scale: .fiveStars,
        itemIdentifiers: names)
      var configuration = smallConfiguration(attacks: ["average"])
      configuration.targets = .identifiers([names[4]])
      _ = try Audit(of: odd, configuration: configuration).run(folder: folder)
      #expect(
        files(in: folder.appending(path: "profiles"), endingIn: "") == [
          "average-..%2F..%2F%22x%22%2C%20y.csv"
        ])
    }
  }
}

import Foundation
import PoisoningAttacks
import PoisoningExperiments
import RecommenderData
import Synchronization
import Testing

/// What an audit hands to an attacker who knows a share of the ratings.
@Suite struct PartialKnowledgeTests {
  /// What spies were handed.
  final class Report: Sendable {
    let seen = Mutex<[(ratings: RatingMatrix, target: Int)]>([])
  }

  /// An attack that reports what it is handed, and has fake users rate the first items of that.
  struct Spy: PoisoningAttack {
    let name = "spy"
    let fillers: Int
    let report: Report

    func profiles(
      count: Int, target: Int, knowledge: RatingMatrix,
      progress: ((_ done: Int, _ total: Int) throws -> Void)?,
      using rng: inout some RandomNumberGenerator
    ) -> [FakeProfile] {
      report.seen.withLock { $0.append((knowledge, target)) }
      let items = (0..<knowledge.itemCount).filter { $0 != target }.prefix(fillers) + [target]
      return (0..<count).map { _ in FakeProfile(items.map { (item: $0, value: 5.0) }) }
    }
  }

  func audit(_ observed: Double?, _ report: Report = Report(), fillers: Int = 4) throws -> Audit {
    var configuration = smallConfiguration(attacks: ["none", "spy"])
    configuration.observed = observed
    configuration.fillers = fillers
    var catalog = AttackCatalog.standard
    catalog.register(
      .init(name: "spy", summary: "reports") { Spy(fillers: $0.budget.fillers, report: report) })
    return try Audit(of: tasteMatrix(), configuration: configuration, catalog: catalog)
  }

  @Test func attackersSeeTheShareAroundTheirTarget() throws {
    let report = Report()
    let audit = try audit(0.2, report)
    _ = try audit.run()
    let seen = report.seen.withLock { $0 }
    #expect(seen.count == 2)
    for (knowledge, target) in zip(seen, audit.targets) {
      let wanted = (0.2 * Double(audit.ratings.count)).rounded()
      #expect(knowledge.ratings.count == Int(wanted))
      #expect(knowledge.ratings.itemIdentifiers[knowledge.target] == "item \(target)")
      #expect(knowledge.ratings.itemRatingCounts.allSatisfy { $0 > 0 })
    }
  }

  @Test func profilesRateItemsThatWereSeen() throws {
    try withFolder { folder in
      let report = Report()
      let audit = try audit(0.15, report)
      _ = try audit.run(folder: folder)
      let names = report.seen.withLock { $0.map { Set($0.ratings.itemIdentifiers) } }
      for (target, names) in zip(audit.targets, names) {
        let file = folder.appending(path: "profiles/spy-item%20\(target).csv")
        let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
        let rated = Set(rows.map { String($0.split(separator: ",")[1]) })
        #expect(rated.isSubset(of: names))
        #expect(rated.contains("item \(target)"))
        #expect(names.count < 30)
      }
    }
  }

  @Test func theWholeShareIsFullKnowledge() throws {
    let all = try audit(nil).run()
    #expect(try audit(1).run().targets.map(\.hitRatio) == all.targets.map(\.hitRatio))
  }

  @Test func tooSmallASubgraphIsRefusedAtOnce() throws {
    let error = #expect(throws: ExperimentError.self) { try audit(0.01) }
    guard case .invalidOption(let name, let requirement) = error, name == "observed" else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(requirement.contains("too few for 4 fillers"))
  }
}

import RecommenderData
import Tensor
import Testing

@testable import Recommenders

/// What may run at the same time shares nothing, and nothing is left out.
@Suite struct SampleScheduleTests {
  @Test(arguments: [ContextColumns.none, .ownTable, .itemTable], [16, 48, 80, 128, 1000])
  func cellsOfARoundShareNoBlock(contexts: ContextColumns, count: Int) {
    let schedule = SampleSchedule(userCount: count, itemCount: count, contexts: contexts)
    let blocks = schedule.blocks
    #expect(blocks == min(8, count / 16))
    struct Block: Hashable {
      let table: Int
      let number: Int
    }
    var owners: [Int: [Block: Int]] = [:]
    for user in 0..<blocks {
      for context in 0..<blocks {
        for item in 0..<blocks {
          let cell = Int(schedule.cell(user: user, context: context, item: item))
          #expect(0..<schedule.rounds * schedule.cells ~= cell)
          var touched = [Block(table: 0, number: user), Block(table: 1, number: item)]
          if contexts == .ownTable { touched.append(Block(table: 2, number: context)) }
          if contexts == .itemTable { touched.append(Block(table: 1, number: context)) }
          for block in touched {
            let round = cell / schedule.cells
            let owner = owners[round, default: [:]][block, default: cell]
            #expect(owner == cell, "round \(round): \(block) belongs to cells \(owner) and \(cell)")
            owners[round, default: [:]][block] = cell
          }
        }
      }
    }
  }

  @Test(arguments: [ContextColumns.none, .ownTable, .itemTable])
  func everySampleHasItsTurnWithANegativeFromItsBlock(contexts: ContextColumns) throws {
    let log = try MarkovLog.log(users: 200, items: 100)
    let positives =
      contexts == .none
      ? FactorizationTables.positives(of: log)
      : ChainTables.positives(of: log)
    let schedule = SampleSchedule(
      userCount: log.userCount, itemCount: log.itemCount, contexts: contexts)
    let plan = EpochPlan(
      schedule.byUserBlock(positives), chosen: ChosenItems(log), schedule: schedule,
      separatesContexts: contexts == .ownTable, seed: 5, parallelism: .serial)
    let threaded = EpochPlan(
      schedule.byUserBlock(positives), chosen: ChosenItems(log), schedule: schedule,
      separatesContexts: contexts == .ownTable, seed: 5, parallelism: Parallelism(threads: 3))
    var found: [PairwiseSample] = []
    var negatives: Set<Int32> = []
    for cell in 0..<schedule.rounds * schedule.cells {
      #expect(threaded.samples(ofCell: cell) == plan.samples(ofCell: cell))
      for sample in plan.samples(ofCell: cell) {
        #expect(!log.sequence(of: Int(sample.user)).contains(sample.negative))
        negatives.insert(sample.negative)
        found.append(
          PairwiseSample(
            user: sample.user, previous: sample.previous, item: sample.item, negative: sample.item))
      }
    }
    func key(_ sample: PairwiseSample) -> [Int32] { [sample.user, sample.previous, sample.item] }
    #expect(
      found.map(key).sorted { $0.lexicographicallyPrecedes($1) }
        == positives.map(key).sorted { $0.lexicographicallyPrecedes($1) })
    #expect(negatives.count > 90)
  }

  @Test func aUserWhoChoseEverythingTeachesNothing() throws {
    let log = try InteractionLog(
      userIdentifiers: ["a"], itemIdentifiers: ["x", "y"], sequences: [[0, 1]])
    let schedule = SampleSchedule(userCount: 1, itemCount: 2, contexts: .none)
    let plan = EpochPlan(
      schedule.byUserBlock(FactorizationTables.positives(of: log)), chosen: ChosenItems(log),
      schedule: schedule,
      separatesContexts: false, seed: 1, parallelism: .serial)
    #expect(plan.samples(ofCell: 0).isEmpty)
  }
}

import RecommenderData
import Testing

@testable import Recommenders

@Suite struct ChosenItemsTests {
  /// Items 3, 67 and 131 leave the same remainder by 64.
  @Test func itemsWithTheSameRemainderAreToldApart() throws {
    let log = try InteractionLog(
      userIdentifiers: ["a", "b", "c"], itemIdentifiers: (0..<200).map { "i\($0)" },
      sequences: [[3, 131, 10], [67], Array(0..<100)])
    let chosen = ChosenItems(log)
    #expect(chosen.itemCount == 200)
    for user in 0..<3 {
      let items = Set(log.sequence(of: user))
      for item in Int32(0)..<200 { #expect(chosen.hold(item, of: user) == items.contains(item)) }
    }
  }
}

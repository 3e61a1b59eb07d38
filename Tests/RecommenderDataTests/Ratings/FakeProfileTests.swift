import Foundation
import RecommenderData
import Testing

@Suite struct FakeProfileTests {
  let profile = FakeProfile([(item: 7, value: 5), (item: 2, value: 3.5)])

  @Test func sortsItsItems() {
    #expect(profile.items == [2, 7])
    #expect(profile.values == [3.5, 5])
    #expect(profile.count == 2)
  }

  @Test func findsValues() {
    #expect(profile.value(of: 7) == 5)
    #expect(profile.value(of: 2) == 3.5)
    #expect(profile.value(of: 3) == nil)
    #expect(profile.value(of: 8) == nil)
    #expect(FakeProfile([]).value(of: 0) == nil)
  }

  @Test func survivesJSON() throws {
    let json = try JSONEncoder().encode(profile)
    #expect(try JSONDecoder().decode(FakeProfile.self, from: json) == profile)
  }

  @Test(arguments: [
    #"{"items":[2,1],"values":[1,1]}"#, #"{"items":[1,1],"values":[1,1]}"#,
    #"{"items":[1,2],"values":[1]}"#,
  ])
  func rejectsJSONThatIsNoProfile(_ json: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(FakeProfile.self, from: Data(json.utf8))
    }
  }

  @Test func trapsOnARepeatedItem() async {
    await #expect(processExitsWith: .failure) {
      _ = FakeProfile([(item: 1, value: 5), (item: 1, value: 4)])
    }
  }
}

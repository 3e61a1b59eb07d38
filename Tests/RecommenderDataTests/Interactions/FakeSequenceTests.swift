import Foundation
import RecommenderData
import Testing

@Suite struct FakeSequenceTests {
  @Test func comesBackFromJSON() throws {
    let sequence = FakeSequence(items: [3, 1, 3])
    let data = try JSONEncoder().encode([sequence])
    #expect(String(decoding: data, as: UTF8.self) == #"[{"items":[3,1,3]}]"#)
    #expect(try JSONDecoder().decode([FakeSequence].self, from: data) == [sequence])
    #expect(sequence.count == 3)
  }
}

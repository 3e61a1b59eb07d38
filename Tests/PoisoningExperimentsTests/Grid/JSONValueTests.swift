import Foundation
import Testing

@testable import PoisoningExperiments

@Suite struct JSONValueTests {
  @Test func survivesEncoding() throws {
    let text = #"{"a":[1,-2,0.5,true,null,"x"],"b":{"c":18446744073709551615}}"#
    let value = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    let expected: JSONValue = .object([
      "a": .array([.integer(1), .number(-2), .number(0.5), .bool(true), .null, .string("x")]),
      "b": .object(["c": .integer(.max)]),
    ])
    #expect(value == expected)
    #expect(try JSONValue(encoding: value) == expected)
  }

  @Test func namesDifferingKeys() throws {
    let left = try JSONValue(encoding: ["a": 1, "b": 2, "c": 3])
    let right = try JSONValue(encoding: ["a": 1, "b": 5, "d": 4])
    #expect(left.differingKeys(from: right) == ["b", "c", "d"])
    #expect(left.differingKeys(from: left) == [])
    #expect(left.differingKeys(from: .null) == [""])
    #expect(JSONValue.null.differingKeys(from: .null) == [])
  }

  @Test func tellsLargeSeedsApart() throws {
    let left = try JSONValue(encoding: ["seed": UInt64.max])
    #expect(try left.differingKeys(from: JSONValue(encoding: ["seed": UInt64.max - 1])) == ["seed"])
  }
}

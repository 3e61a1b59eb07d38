import Foundation
import RecommenderData
import Testing

@testable import PoisoningExperiments

@Suite struct AuditResultTests {
  func object(_ data: Data) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func jsonHasTheAgreedKeys() throws {
    let result = try Audit(of: tasteMatrix(), configuration: smallConfiguration()).run()
    let json = try object(result.json())
    #expect(json.keys.sorted() == ["cells", "dataset", "settings"])
    let dataset = try #require(json["dataset"] as? [String: Int])
    #expect(dataset == ["users": 40, "items": 30, "ratings": try tasteMatrix().count])
    let settings = try #require(json["settings"] as? [String: Any])
    #expect(settings["threads"] == nil)
    let cells = try #require(json["cells"] as? [[String: Any]])
    #expect(cells.count == 6)
    for cell in cells {
      #expect(
        cell.keys.sorted() == [
          "attack", "confidenceHigh", "confidenceLow", "fakeUsers", "hitRatio",
          "hitRatioOfNonRaters", "mae", "predictionShift", "rmse", "secondsAttack", "secondsRefit",
          "size",
        ])
      #expect(cell["rmse"] is NSNull)
    }
  }

  @Test func fullJSONAddsTargetsAndHoldOut() throws {
    var configuration = smallConfiguration(attacks: ["none"])
    configuration.holdOut = 0.1
    let result = try Audit(of: tasteMatrix(), configuration: configuration).run()
    let json = try object(result.json(includingTargets: true))
    #expect(json.keys.sorted() == ["cells", "dataset", "heldOut", "settings", "targets"])
    #expect((json["targets"] as? [Any])?.count == 4)
    let rmse = try #require(result.cells[0].rmse)
    #expect(try String(decoding: result.json(), as: UTF8.self).contains("\"rmse\" : \(rmse)"))
  }

  @Test func tableHasARowForEachAttackAndAColumnForEachSize() throws {
    let result = try Audit(of: tasteMatrix(), configuration: smallConfiguration()).run()
    let table = result.table { $0.attack == "popular" ? 10 + $0.size : $0.size }
    #expect(
      table == """
        HR@5          5%      15%
        none      0.0500   0.1500
        average   0.0500   0.1500
        popular  10.0500  10.1500

        """)
    let lines = result.table().split(separator: "\n")
    #expect(lines.count == 4)
    let first = AuditResult.fixed(result.cells[4].hitRatio, digits: 4)
    #expect(lines[3].split(separator: " ").map(String.init)[1] == first)
  }

  @Test func percentagesAreShort() {
    let expected = [
      (0.003, "0.3%"), (0.005, "0.5%"), (0.01, "1%"), (0.03, "3%"), (0.05, "5%"), (1, "100%"),
      (0.0025, "0.25%"), (0.1, "10%"), (0.000001, "0.0001%"),
    ]
    for (share, text) in expected { #expect(AuditResult.percent(share) == text) }
  }

  @Test func numbersHaveFixedDigits() {
    #expect(AuditResult.fixed(0.00105, digits: 3) == "0.001")
    #expect(AuditResult.fixed(0.99996, digits: 4) == "1.0000")
    #expect(AuditResult.fixed(12.5, digits: 2) == "12.50")
    #expect(AuditResult.fixed(-0.25, digits: 2) == "-0.25")
    #expect(AuditResult.fixed(-0.001, digits: 2) == "0.00")
    #expect(AuditResult.fixed(.nan, digits: 2) == "nan")
  }
}

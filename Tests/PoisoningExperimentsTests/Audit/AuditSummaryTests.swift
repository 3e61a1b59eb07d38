import PoisoningExperiments
import Testing

@Suite struct AuditSummaryTests {
  @Test func rowsAreMeansOverTargets() throws {
    let result = try Audit(of: tasteMatrix(), configuration: smallConfiguration()).run()
    #expect(result.dataset.users == 40 && result.dataset.items == 30)
    #expect(
      result.cells.map(\.attack) == ["none", "none", "average", "average", "popular", "popular"])
    #expect(result.cells.map(\.size) == [0.05, 0.15, 0.05, 0.15, 0.05, 0.15])
    for row in result.cells {
      let cells = result.targets.filter { $0.attack == row.attack && $0.size == row.size }
      #expect(cells.count == 2)
      #expect(row.hitRatio == (cells[0].hitRatio + cells[1].hitRatio) / 2)
      #expect(
        row.hitRatioOfNonRaters == (cells[0].hitRatioOfNonRaters + cells[1].hitRatioOfNonRaters) / 2
      )
      #expect(row.confidenceLow == min(cells[0].hitRatio, cells[1].hitRatio))
      #expect(row.confidenceHigh == max(cells[0].hitRatio, cells[1].hitRatio))
      #expect(row.fakeUsers == cells[0].fakeUsers)
      #expect(row.rmse == nil)
    }
  }
}

import PoisoningExperiments
import Testing

@Suite struct GridProgressTests {
  @Test func timeLeftCountsTheWorkOfComputedCellsOnly() {
    func left(_ done: Double, _ left: Double, seconds: Double) -> Double? {
      GridProgress(
        done: 6, total: 10, computed: 2, seconds: seconds, workDone: done, workLeft: left
      ).secondsLeft
    }
    #expect(left(0, 6, seconds: 2) == nil)
    // Two units of work took 6 seconds, four are left.
    #expect(left(2, 4, seconds: 6) == 12)
    #expect(left(2, 0, seconds: 6) == 0)
  }
}

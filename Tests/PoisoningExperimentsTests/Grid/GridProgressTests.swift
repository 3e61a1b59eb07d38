import Testing

@testable import PoisoningExperiments

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

  @Test func timeLeftFallsWithinACellUntilItTakesLongerThanExpected() {
    // 3 seconds a unit; 4 units are left, 2 of them in the present cell.
    let state = GridProgress(
      done: 6, total: 10, computed: 2, seconds: 6, workDone: 2, workLeft: 4)
    #expect(state.within(2, for: 0) == state)
    #expect(state.within(2, for: 1.5).secondsLeft == 10.5)
    #expect(state.within(2, for: 6).secondsLeft == 6)
    #expect(state.within(2, for: 60).secondsLeft == 6)
  }

  @Test func nothingIsExpectedBeforeTheFirstCell() {
    let state = GridProgress(
      done: 0, total: 10, computed: 0, seconds: 0, workDone: 0, workLeft: 4)
    #expect(state.within(2, for: 9).secondsLeft == nil)
  }
}

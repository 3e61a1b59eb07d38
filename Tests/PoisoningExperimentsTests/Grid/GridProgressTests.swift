import PoisoningExperiments
import Testing

@Suite struct GridProgressTests {
  @Test func timeLeftCountsComputedCellsOnly() {
    #expect(GridProgress(done: 4, total: 10, computed: 0, seconds: 2).secondsLeft == nil)
    // Four cells were there; two took 6 seconds, four are left.
    #expect(GridProgress(done: 6, total: 10, computed: 2, seconds: 6).secondsLeft == 12)
    #expect(GridProgress(done: 10, total: 10, computed: 2, seconds: 6).secondsLeft == 0)
  }
}

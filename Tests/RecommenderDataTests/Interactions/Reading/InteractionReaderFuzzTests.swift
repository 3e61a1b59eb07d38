import ReaderFuzzing
import Testing

/// A short run of what `make fuzz` does at length.
@Suite struct InteractionReaderFuzzTests {
  @Test(.timeLimit(.minutes(5))) func everyInputIsValidOrATypedError() throws {
    let tally = try FuzzCampaign(SequenceFuzz(), seed: 4).run(inputs: 2_000)
    #expect(tally.accepted > 200 && tally.rejected > 200)
  }
}

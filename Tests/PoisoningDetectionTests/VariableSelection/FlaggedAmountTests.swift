import Testing

@testable import PoisoningDetection

@Suite struct FlaggedAmountTests {
  @Test func sharesAreRoundedToUsers() throws {
    #expect(try FlaggedAmount.share(0.05).count(of: 50) == 3)
    #expect(try FlaggedAmount.share(0).count(of: 50) == 0)
    #expect(try FlaggedAmount.share(1).count(of: 50) == 50)
    #expect(try FlaggedAmount.count(7).count(of: 7) == 7)
  }
}

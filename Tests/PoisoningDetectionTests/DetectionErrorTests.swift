import PoisoningDetection
import Tensor
import Testing

@Suite struct DetectionErrorTests {
  @Test(arguments: [
    (DetectionError.invalidOption(name: "components", requirement: "0 is not"), "components"),
    (.tooFew(what: "users", needed: 3, found: 2), "2 users, at least 3"),
    (.sizeMismatch(what: "flags", expected: 3, found: 2), "2 flags, but there are 3"),
    (.undefinedScore(user: 7), "user 7"),
    (.notConverged(iterations: 200, residual: 0.5), "0.5 after 200"),
    (.tensor(.notFinite(row: 1, column: 2)), "1"),
  ])
  func descriptionsAreOneLineThatNamesTheCause(error: DetectionError, words: String) {
    #expect("\(error)".contains(words))
    #expect(!"\(error)".contains("\n"))
  }
}

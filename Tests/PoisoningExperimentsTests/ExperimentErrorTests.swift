import PoisoningExperiments
import Testing

@Suite struct ExperimentErrorTests {
  @Test func eachErrorIsOneLineThatNamesItsCause() {
    let expected: [(ExperimentError, [String])] = [
      (.invalidOption(name: "sizes", requirement: "0 is not above 0"), ["sizes: 0"]),
      (.unknownTarget(identifier: "x9"), ["\"x9\""]),
      (.targetRatedByAll(identifier: "x9"), ["\"x9\"", "every user"]),
      (.tooFewTargets(asked: 50, eligible: 12), ["50", "12"]),
      (.nothingHeldOut(ratings: 5, unknownUsers: 3, unknownItems: 2), ["5", "3", "2"]),
      (.profileCount(attack: "popular", expected: 9, found: 8), ["popular", "9", "8"]),
      (.otherConfiguration(folder: "out", differing: ["rank", "seed"]), ["out", "rank, seed"]),
      (.otherData(folder: "out"), ["out", "other data"]),
      (.file(path: "a/b", reason: "cannot be written"), ["a/b: cannot be written"]),
    ]
    for (error, parts) in expected {
      #expect(!error.description.contains("\n"))
      for part in parts { #expect(error.description.contains(part)) }
    }
  }
}

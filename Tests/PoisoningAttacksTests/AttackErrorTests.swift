import PoisoningAttacks
import Testing

@Suite struct AttackErrorTests {
  @Test func eachErrorIsOneLineThatNamesWhatIsValid() {
    let expected: [(AttackError, [String])] = [
      (.targetOutOfRange(target: 9, itemCount: 4), ["9", "4"]),
      (.fillersOutOfRange(fillers: 30, maximum: 19), ["30", "1 to 19"]),
      (.fillersOutOfRange(fillers: 1, maximum: 0), ["1 filler"]),
      (.invalidCount(-3), ["-3"]),
      (.invalidSize(2), ["2.0", "(0, 1]"]),
      (.notStationary(sweeps: 20, gradientNorm: 0.5), ["20 sweeps", "0.5"]),
      (.nobodyToReach(users: 3, target: "i7"), ["3 users", "i7"]),
      (.nothingKnown, ["no rating"]),
      (.invalidOption(attack: "popular", name: "candidates", requirement: "≥ 1"), ["candidates"]),
    ]
    for (error, parts) in expected {
      #expect(!error.description.contains("\n"))
      for part in parts { #expect(error.description.contains(part)) }
    }
  }
}

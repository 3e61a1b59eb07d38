import TensorLearning
import Testing

/// `LearningError.swift`.
@Suite struct LearningErrorTests {
  @Test func saysWhatIsWrong() {
    let errors: [(LearningError, String)] = [
      (
        .invalidOption(name: "rank", requirement: "0 is not at least 1"),
        "rank: 0 is not at least 1"
      ),
      (
        .shapeMismatch(operation: "f", expected: "2 × 3", found: "3 × 2"),
        "f: expected 2 × 3, found 3 × 2"
      ),
      (
        .indexOutOfRange(what: "targets", position: 4, index: -1, count: 3),
        "targets: -1 at position 4 is not in 0..<3"
      ),
      (
        .notFinite(what: "the loss", step: 3, likelyCause: "too long steps"),
        "the loss is not finite in step 3: too long steps"
      ),
      (.invalidData(what: "row 1", requirement: "not negative"), "row 1: not negative"),
      (
        .rewardNotFinite(episode: 5, step: 2, value: .infinity),
        "the reward of step 3 in episode 6 is inf: what rewards are computed from has diverged or is too large"
      ),
    ]
    for (error, text) in errors { #expect(error.description == text) }
  }
}

import Tensor
import Testing

@Suite struct TensorErrorTests {
  @Test func everyErrorIsOneLineWithItsEvidence() {
    let errors: [(TensorError, [String])] = [
      (
        .shapeMismatch(operation: "solve", expected: "3 rows", found: "2 × 1"), ["solve", "3 rows"]
      ),
      (.empty(operation: "PowerIteration"), ["PowerIteration", "empty"]),
      (.notFinite(row: 4, column: 7), ["4", "7", "not finite"]),
      (.notPositiveDefinite(pivot: 2, order: 9), ["2", "9", "not positive definite"]),
      (.singular(pivot: 2, order: 9), ["2", "9", "singular"]),
      (.noConvergence(operation: "SVD", unconverged: 3), ["SVD", "3"]),
      (.iterationLimit(operation: "CG", iterations: 12, residual: 0.5), ["CG", "12", "0.5"]),
      (.notPositiveCurvature(iteration: 3, curvature: -2), ["3", "-2.0"]),
      (.diverged(operation: "LiSSA", iterations: 8, suggestedScale: 2.5), ["LiSSA", "8", "2.5"]),
      (.diverged(operation: "LiSSA", iterations: 8, suggestedScale: nil), ["LiSSA", "8"]),
      (.invalidArgument(name: "depth", requirement: "0 is not positive"), ["depth", "0 is"]),
      (.file(path: "a.npy", reason: "ends too soon"), ["a.npy", "ends too soon"]),
    ]
    for (error, parts) in errors {
      #expect(!error.description.contains("\n"))
      for part in parts { #expect(error.description.contains(part)) }
    }
  }
}

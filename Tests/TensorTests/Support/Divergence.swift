import Tensor
import Testing

/// What LiSSA says when `body` diverges, which it has to.
func divergence(
  _ body: () throws -> Void
) throws -> (iterations: Int, suggestedScale: Double?) {
  let error = try #require(throws: TensorError.self) { try body() }
  guard case .diverged(let operation, let iterations, let suggestedScale) = error else {
    throw error
  }
  #expect(operation == "LiSSA")
  return (iterations, suggestedScale)
}

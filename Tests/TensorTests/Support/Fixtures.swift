import Foundation
import Tensor
import Testing

/// A matrix well inside the positive definite ones: BBᵀ + order·I for seeded B.
func positiveDefinite<Scalar: TensorScalar>(
  _ order: Int, seed: UInt64, of: Scalar.Type = Scalar.self
) -> Matrix<Scalar> {
  let b = seededMatrix(order, order, seed: seed, of: Scalar.self)
  var result = definitionProduct(b, definitionTranspose(b))
  for index in 0..<order { result[index, index] += Scalar(order) }
  return result
}

/// The identity from its definition.
func definitionIdentity<Scalar: TensorScalar>(
  _ order: Int, of: Scalar.Type = Scalar.self
) -> Matrix<Scalar> {
  Matrix(rows: order, columns: order) { $0 == $1 ? 1 : 0 }
}

/// A new empty folder for the duration of `body`.
func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path)
}

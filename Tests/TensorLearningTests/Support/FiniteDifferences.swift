import Tensor
import TensorLearning
import Testing

/// Central differences of a function in every element of a matrix.
///
/// With steps of ∛ulp both errors, of the third derivative and of rounding, are near ulp^⅔.
func finiteDifferences(
  _ matrix: Matrix<Double>, _ function: (Matrix<Double>) throws -> Double
) throws -> Matrix<Double> {
  let step = 0x1p-17
  var result = matrix
  for column in 0..<matrix.columns {
    for row in 0..<matrix.rows {
      var moved = matrix
      moved[row, column] = matrix[row, column] + step
      let above = try function(moved)
      moved[row, column] = matrix[row, column] - step
      result[row, column] = (above - (try function(moved))) / (2 * step)
    }
  }
  return result
}

/// Expects a gradient to be what finite differences say.
func expectGradient(
  _ gradient: Matrix<Double>, at matrix: Matrix<Double>,
  sourceLocation: SourceLocation = #_sourceLocation,
  _ function: (Matrix<Double>) throws -> Double
) throws {
  let expected = try finiteDifferences(matrix, function)
  let difference = (gradient - expected).greatestMagnitude
  let tolerance = 64 * 0x1p-34 * max(1, expected.greatestMagnitude)
  #expect(difference <= tolerance, sourceLocation: sourceLocation)
}

/// Expects the gradient of all parameters to be what finite differences say.
func expectGradient<Layer: Parameterized<Double>>(
  _ gradient: Layer, at layer: Layer, sourceLocation: SourceLocation = #_sourceLocation,
  _ function: (Layer) throws -> Double
) throws {
  for path in Layer.parameterPaths {
    try expectGradient(
      gradient[keyPath: path], at: layer[keyPath: path], sourceLocation: sourceLocation
    ) { matrix in
      var moved = layer
      moved[keyPath: path] = matrix
      return try function(moved)
    }
  }
}

/// Σ a_ij b_ij: a linear function of b with the gradient a.
func weightedSum(_ a: Matrix<Double>, _ b: Matrix<Double>) -> Double {
  a.elementwiseProduct(b).columnMajorElements.reduce(0, +)
}

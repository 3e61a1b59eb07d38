import Tensor
import Testing

@Suite struct MatrixNormsTests {
  private let a: Matrix<Double> = [[1, -2], [-3, 4], [0, 0.5]]

  @Test func normsByHand() {
    #expect(a.oneNorm == 6.5)
    #expect(a.infinityNorm == 7)
    #expect(a.greatestMagnitude == 4)
    #expect(abs(a.frobeniusNorm - 30.25.squareRoot()) <= 4 * Double.ulpOfOne * 5.5)
    let columns = a.columnNorms
    #expect(abs(columns[0] - 10.squareRoot()) <= 8 * Double.ulpOfOne)
    #expect(abs(columns[1] - 20.25.squareRoot()) <= 8 * Double.ulpOfOne)
  }

  @Test func normsDoNotOverflowInBetween() {
    let large = Float.greatestFiniteMagnitude / 8
    let matrix = Matrix<Float>(rows: 2, columns: 2, repeating: large)
    #expect(abs(matrix.frobeniusNorm / large - 2) <= 8 * Float.ulpOfOne)
    let small = Matrix<Double>(rows: 2, columns: 2, repeating: 1e-300)
    #expect(abs(small.frobeniusNorm / 1e-300 - 2) <= 8 * Double.ulpOfOne)
  }

  @Test func normsOfEmptyMatricesAreZero() {
    for matrix in [Matrix<Float>(rows: 0, columns: 2), Matrix(rows: 2, columns: 0)] {
      #expect(matrix.frobeniusNorm == 0 && matrix.oneNorm == 0 && matrix.infinityNorm == 0)
      #expect(matrix.greatestMagnitude == 0 && matrix.columnNorms.count == matrix.columns)
    }
  }

  @Test func normsOfNaNAreNaN() {
    for place in [(0, 0), (1, 0), (1, 1)] {
      var matrix: Matrix<Double> = [[1, 2], [3, 4]]
      matrix[place.0, place.1] = .nan
      #expect(matrix.oneNorm.isNaN && matrix.infinityNorm.isNaN)
      #expect(matrix.frobeniusNorm.isNaN && matrix.greatestMagnitude.isNaN)
      #expect(!matrix.isFinite)
    }
    #expect(a.isFinite)
  }

  @Test func approximateEqualityIsRelativeToTheNorm() {
    check(Double.self)
    check(Float.self)
    func check<Scalar: TensorScalar>(_: Scalar.Type) {
      let a = seededMatrix(5, 4, seed: 1, of: Scalar.self) * 1000
      #expect(a.isApproximatelyEqual(to: a))
      #expect(a.isApproximatelyEqual(to: a * (1 + 8 * Scalar.ulpOfOne)))
      #expect(!a.isApproximatelyEqual(to: a * (1 + 2 * Scalar.ulpOfOne.squareRoot())))
      #expect(a.isApproximatelyEqual(to: a * 1.01, relativeTolerance: 0.02))
      #expect(!a.isApproximatelyEqual(to: a * 1.03, relativeTolerance: 0.02))
      let zero = Matrix<Scalar>(rows: 5, columns: 4)
      #expect(zero.isApproximatelyEqual(to: zero))
      #expect(!a.isApproximatelyEqual(to: zero))
      #expect(a.isApproximatelyEqual(to: zero, absoluteTolerance: a.frobeniusNorm))
      #expect(!a.isApproximatelyEqual(to: a.transposed))
    }
  }

  @Test func approximateEqualityOfSpecialValues() {
    let infinite: Matrix<Double> = [[.infinity, 1]]
    #expect(infinite.isApproximatelyEqual(to: infinite))
    #expect(!infinite.isApproximatelyEqual(to: [[1, 1]]))
    let undefined: Matrix<Double> = [[.nan, 1]]
    #expect(!undefined.isApproximatelyEqual(to: undefined))
    #expect(
      Matrix<Double>(rows: 0, columns: 1).isApproximatelyEqual(to: Matrix(rows: 0, columns: 1)))
  }
}

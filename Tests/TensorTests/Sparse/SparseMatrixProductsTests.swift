import Tensor
import Testing

@Suite struct SparseMatrixProductsTests {
  /// A seeded matrix with about a fifth of its elements stored.
  private func seededSparse<Scalar: TensorScalar>(
    _ rows: Int, _ columns: Int, of: Scalar.Type
  ) -> SparseMatrix<Scalar> {
    let dense = seededMatrix(rows, columns, seed: 8, of: Scalar.self)
    return SparseMatrix(
      Matrix(rows: rows, columns: columns) { abs(dense[$0, $1]) < 0.2 ? dense[$0, $1] : 0 })
  }

  @Test func agreesWithDenseProducts() {
    check(Double.self)
    check(Float.self)
    func check<Scalar: TensorScalar>(_: Scalar.Type) {
      let s = seededSparse(40, 30, of: Scalar.self)
      let dense = s.toDense()
      let turned = definitionTranspose(dense)
      let right = seededMatrix(30, 19, seed: 2, of: Scalar.self)
      let left = seededMatrix(7, 40, seed: 3, of: Scalar.self)
      let tall = seededMatrix(40, 5, seed: 4, of: Scalar.self)
      let wide = seededMatrix(6, 30, seed: 5, of: Scalar.self)
      let tolerance = 40 * Scalar.ulpOfOne
      #expect(largestDifference(s * right, definitionProduct(dense, right)) <= tolerance)
      #expect(largestDifference(left * s, definitionProduct(left, dense)) <= tolerance)
      #expect(
        largestDifference(s.transposedTimes(tall), definitionProduct(turned, tall)) <= tolerance)
      #expect(
        largestDifference(wide.timesTransposed(s), definitionProduct(wide, turned)) <= tolerance)
      #expect(
        largestDifference(s * right.column(0), definitionProduct(dense, right).column(0))
          <= tolerance)
      #expect(
        largestDifference(
          s.transposedTimes(tall.column(0)), definitionProduct(turned, tall).column(0))
          <= tolerance)
    }
  }

  @Test func threadsDoNotChangeABit() {
    let s = seededSparse(200, 50, of: Float.self)
    let right = seededMatrix(50, 70, seed: 2, of: Float.self)
    let left = seededMatrix(7, 200, seed: 3, of: Float.self)
    let wide = seededMatrix(7, 50, seed: 4, of: Float.self)
    for threads in [2, 3, 8] {
      let parallelism = Parallelism(threads: threads)
      #expect(s.times(right, parallelism: parallelism) == s * right)
      #expect(left.times(s, parallelism: parallelism) == left * s)
      #expect(wide.timesTransposed(s, parallelism: parallelism) == wide.timesTransposed(s))
      #expect(s.times(right.column(0), parallelism: parallelism) == s * right.column(0))
      #expect(
        s.transposedTimes(left.transposed, parallelism: parallelism)
          == s.transposedTimes(left.transposed))
    }
  }

  @Test func emptyOperandsGiveZeroOrEmptyProducts() {
    let flat = SparseMatrix(Matrix<Double>(rows: 0, columns: 3))
    let thin = SparseMatrix(Matrix<Double>(rows: 3, columns: 0))
    #expect(flat * Matrix(rows: 3, columns: 2) == Matrix(rows: 0, columns: 2))
    #expect(thin * Matrix(rows: 0, columns: 2) == Matrix(rows: 3, columns: 2))
    #expect(Matrix(rows: 2, columns: 0) * flat == Matrix(rows: 2, columns: 3))
    #expect(thin * Vector([]) == [0, 0, 0])
    #expect(flat.transposedTimes(Vector([])) == [0, 0, 0])
  }

  @Test func mismatchedOperandsTrap() async {
    await #expect(processExitsWith: .failure) {
      _ = SparseMatrix(Matrix<Double>.identity(2)) * Matrix<Double>(rows: 3, columns: 2)
    }
    await #expect(processExitsWith: .failure) {
      _ = Matrix<Double>(rows: 3, columns: 3) * SparseMatrix(Matrix<Double>.identity(2))
    }
    await #expect(processExitsWith: .failure) {
      _ = SparseMatrix(Matrix<Double>.identity(2)) * Vector<Double>(count: 3)
    }
  }
}

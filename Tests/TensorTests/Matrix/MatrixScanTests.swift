import Tensor
import Testing

@Suite struct MatrixScanTests {
  /// The definition, element by element.
  func expected<Scalar>(
    _ matrix: Matrix<Scalar>, _ rows: Range<Int>, _ column: Int, _ threshold: Scalar
  ) -> Int? {
    rows.first { matrix[$0, column] > threshold }
  }

  func check<Scalar: TensorScalar>(_: Scalar.Type) {
    var rng = SeededGenerator(seed: 1)
    let matrix = Matrix<Scalar>(rows: 75, columns: 3) { _, _ in Scalar(rng.nextUniform()) }
    for column in 0..<3 {
      for low in 0..<75 {
        for high in low...75 {
          for threshold in [-1, 0.5, 0.9, 0.97, 2] as [Scalar] {
            let found = matrix.firstRow(in: low..<high, ofColumn: column, above: threshold)
            guard found == expected(matrix, low..<high, column, threshold) else {
              Issue.record("rows \(low)..<\(high) of column \(column) above \(threshold)")
              return
            }
          }
        }
      }
    }
  }

  @Test func findsWhatALoopFinds() {
    check(Double.self)
    check(Float.self)
  }

  @Test func equalAndNaNAreNotAbove() {
    var matrix = Matrix<Double>(rows: 40, columns: 1)
    for row in 0..<40 { matrix[row, 0] = row % 2 == 0 ? 1 : .nan }
    #expect(matrix.firstRow(in: 0..<40, ofColumn: 0, above: 1) == nil)
    #expect(matrix.firstRow(in: 1..<40, ofColumn: 0, above: 0.5) == 2)
    #expect(matrix.firstRow(in: 0..<40, ofColumn: 0, above: .nan) == nil)
    matrix[39, 0] = .infinity
    #expect(matrix.firstRow(in: 0..<40, ofColumn: 0, above: 1) == 39)
    #expect(matrix.firstRow(in: 7..<7, ofColumn: 0, above: 1) == nil)
  }

  @Test func rowsOutsideTrap() async {
    await #expect(processExitsWith: .failure) {
      _ = Matrix<Double>(rows: 4, columns: 1).firstRow(in: 2..<5, ofColumn: 0, above: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = Matrix<Double>(rows: 4, columns: 1).firstRow(in: 0..<1, ofColumn: 1, above: 1)
    }
  }
}

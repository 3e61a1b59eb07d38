import Tensor
import Testing

@Suite struct MatrixColumnsTests {
  private let matrix = Matrix<Double>(rows: 2, columns: 3, columnMajor: [1, 2, 3, 4, 5, 6])

  @Test func copiesColumnsAndRows() {
    #expect(matrix.column(1) == Vector([3, 4]))
    #expect(matrix.row(1) == Vector([2, 4, 6]))
  }

  @Test func replacesColumnsAndRowsOfItsOwnCopyOnly() {
    var copy = matrix
    copy.setColumn(2, to: Vector([7, 8]))
    copy.setRow(0, to: Vector([-1, -2, -3]))
    #expect(copy.columnMajorElements == [-1, 2, -2, 4, -3, 8])
    #expect(matrix.columnMajorElements == [1, 2, 3, 4, 5, 6])
  }

  @Test func lendsAColumn() {
    #expect(matrix.withColumn(2) { $0.count == 2 && $0[0] == 5 && $0[1] == 6 })
    var copy = matrix
    copy.withMutableColumn(1) { $0[1] = 9 }
    #expect(copy.columnMajorElements == [1, 2, 3, 9, 5, 6])
  }

  @Test func passesErrorsOfTheBodyOn() {
    #expect(throws: TensorError.empty(operation: "body")) {
      try matrix.withColumn(0) { _ throws(TensorError) in throw .empty(operation: "body") }
    }
    #expect(throws: TensorError.empty(operation: "body")) {
      var copy = matrix
      try copy.withMutableColumn(0) { _ throws(TensorError) in throw .empty(operation: "body") }
    }
  }

  @Test func multipliesColumns() {
    let other = Matrix<Double>(rows: 2, columns: 2, columnMajor: [10, 1, 100, -1])
    #expect(matrix.columnDot(0, other, 0) == 12)
    #expect(matrix.columnDot(2, other, 1) == 494)
    #expect(Matrix<Float>(rows: 0, columns: 1).columnDot(0, Matrix(rows: 0, columns: 1), 0) == 0)
  }

  @Test func placesOutsideTrap() async {
    await #expect(processExitsWith: .failure) { _ = Matrix<Double>(rows: 2, columns: 3).column(3) }
    await #expect(processExitsWith: .failure) { _ = Matrix<Double>(rows: 2, columns: 3).row(-1) }
    await #expect(processExitsWith: .failure) {
      var matrix = Matrix<Double>(rows: 2, columns: 3)
      matrix.setColumn(0, to: Vector([1, 2, 3]))
    }
    await #expect(processExitsWith: .failure) {
      let matrix = Matrix<Double>(rows: 2, columns: 3)
      _ = matrix.columnDot(0, Matrix(rows: 3, columns: 1), 0)
    }
  }
}

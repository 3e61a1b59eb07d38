import Tensor
import Testing

@Suite struct MatrixTests {
  @Test func storesColumnAfterColumn() {
    let matrix = Matrix<Float>(rows: 2, columns: 3) { Float(10 * $0 + $1) }
    #expect(matrix.columnMajorElements == [0, 10, 1, 11, 2, 12])
    #expect(matrix[1, 2] == 12)
    #expect(matrix.withSpan { $0[3] } == 11)
    #expect(matrix.shape == "2 × 3" && !matrix.isSquare && !matrix.isEmpty)
    #expect(Matrix<Float>(rows: 0, columns: 3).isEmpty)
  }

  @Test func makesSpecialMatrices() {
    #expect(Matrix<Double>.identity(2) == [[1, 0], [0, 1]])
    #expect(Matrix<Double>.diagonal([2, 3]) == [[2, 0], [0, 3]])
    #expect(Matrix<Double>(rows: 1, columns: 2, repeating: 7) == [[7, 7]])
    #expect(Matrix<Double>.identity(0).isEmpty)
  }

  @Test func copiesDoNotShareChanges() {
    let original: Matrix<Double> = [[1, 2], [3, 4]]
    var copy = original
    copy[0, 1] = 9
    copy.withMutableSpan { $0[0] = 8 }
    #expect(copy == [[8, 9], [3, 4]])
    #expect(original == [[1, 2], [3, 4]])
  }

  @Test func placesOutsideTrap() async {
    await #expect(processExitsWith: .failure) { _ = Matrix<Float>(rows: 2, columns: 2)[2, 0] }
    await #expect(processExitsWith: .failure) { _ = Matrix<Float>(rows: 2, columns: 2)[0, -1] }
    await #expect(processExitsWith: .failure) {
      var matrix = Matrix<Float>(rows: 2, columns: 2)
      matrix[0, 2] = 1
    }
  }

  @Test func impossibleShapesTrap() async {
    await #expect(processExitsWith: .failure) { _ = Matrix<Float>(rows: -1, columns: 2) }
    await #expect(processExitsWith: .failure) {
      _ = Matrix<Float>(rows: 2, columns: 2, columnMajor: [1, 2, 3])
    }
  }
}

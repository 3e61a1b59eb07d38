import Tensor
import Testing

@Suite struct MatrixArithmeticTests {
  private let a: Matrix<Double> = [[1, 2], [3, 4], [5, 6]]
  private let b: Matrix<Double> = [[10, 20], [30, 40], [50, 60]]

  @Test func addsAndSubtracts() {
    #expect(a + b == [[11, 22], [33, 44], [55, 66]])
    #expect(b - a == [[9, 18], [27, 36], [45, 54]])
    #expect(-a == [[-1, -2], [-3, -4], [-5, -6]])
  }

  @Test func scales() {
    #expect(a * 2 == [[2, 4], [6, 8], [10, 12]])
    #expect(2 * a == a * 2)
    #expect(b / 10 == a)
  }

  @Test func formsInPlaceAgreeWithPureOnes() {
    var c = a
    c += b
    #expect(c == a + b)
    c -= a
    #expect(c == b)
    c *= 3
    #expect(c == b * 3)
    c /= 3
    #expect(c == b)
    c.add(a, times: -2)
    #expect(c == b - a * 2)
    #expect(a == [[1, 2], [3, 4], [5, 6]])
  }

  @Test func multipliesElementByElement() {
    #expect(a.elementwiseProduct(b) == [[10, 40], [90, 160], [250, 360]])
  }

  @Test func emptyMatricesAddToEmptyOnes() {
    let empty = Matrix<Float>(rows: 0, columns: 4)
    #expect(empty + empty == empty)
    #expect(empty * 3 == empty)
  }

  @Test func differentShapesTrap() async {
    await #expect(processExitsWith: .failure) {
      _ = Matrix<Double>(rows: 2, columns: 3) + Matrix<Double>(rows: 3, columns: 2)
    }
    await #expect(processExitsWith: .failure) {
      _ = Matrix<Double>(rows: 2, columns: 3) - Matrix<Double>(rows: 2, columns: 2)
    }
    await #expect(processExitsWith: .failure) {
      _ = Matrix<Double>(rows: 2, columns: 3).elementwiseProduct(Matrix(rows: 1, columns: 3))
    }
  }
}

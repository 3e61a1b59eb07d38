import Tensor
import Testing

@Suite struct MatrixProductsTests {
  @Test func multipliesByHand() {
    let a = Matrix<Double>(rows: 2, columns: 3, columnMajor: [1, 4, 2, 5, 3, 6])
    let b = Matrix<Double>(rows: 3, columns: 2, columnMajor: [7, 9, 11, 8, 10, 12])
    #expect(a * b == Matrix(rows: 2, columns: 2, columnMajor: [58, 139, 64, 154]))
    #expect(a * Vector([1, 0, -1]) == Vector([-2, -2]))
    #expect(a.transposedTimes(Vector([1, -1])) == Vector([-3, -3, -3]))
    #expect(a.rowGram() == Matrix(rows: 2, columns: 2, columnMajor: [14, 32, 32, 77]))
    #expect(
      a.columnGram()
        == Matrix(rows: 3, columns: 3, columnMajor: [17, 22, 27, 22, 29, 36, 27, 36, 45]))
  }

  @Test func agreesWithTheDefinition() {
    check(Double.self)
    check(Float.self)
    func check<Scalar: TensorScalar>(_: Scalar.Type) {
      for (m, k, n) in [(1, 1, 1), (5, 7, 3), (64, 33, 300), (3, 17, 600)] {
        let a = seededMatrix(m, k, seed: 1, of: Scalar.self)
        let b = seededMatrix(k, n, seed: 2, of: Scalar.self)
        let tolerance = 4 * Scalar.ulpOfOne * Scalar(k)
        let expected = definitionProduct(a, b)
        let at = definitionTranspose(a)
        let bt = definitionTranspose(b)
        #expect(largestDifference(a * b, expected) <= tolerance)
        #expect(largestDifference(at.transposedTimes(b), expected) <= tolerance)
        #expect(largestDifference(a.timesTransposed(bt), expected) <= tolerance)
        #expect(largestDifference(a * b.column(0), expected.column(0)) <= tolerance)
        #expect(
          largestDifference(at.transposedTimes(b.column(0)), expected.column(0)) <= tolerance)
        #expect(largestDifference(a.rowGram(), definitionProduct(a, at)) <= tolerance)
        #expect(
          largestDifference(a.columnGram(), definitionProduct(at, a)) <= tolerance * Scalar(m))
        var formed = Matrix<Scalar>(rows: m, columns: n, repeating: .nan)
        formed.formProduct(a, b)
        #expect(largestDifference(formed, expected) <= tolerance)
      }
    }
  }

  @Test func gramMatricesAreExactlySymmetric() {
    let a = seededMatrix(9, 40, seed: 3, of: Float.self)
    let gram = a.columnGram()
    #expect(gram == definitionTranspose(gram))
  }

  @Test func threadsDoNotChangeABit() {
    let a = seededMatrix(31, 57, seed: 4, of: Float.self)
    let b = seededMatrix(57, 1100, seed: 5, of: Float.self)
    let bt = definitionTranspose(b)
    let at = definitionTranspose(a)
    for threads in [2, 3, 8] {
      let parallelism = Parallelism(threads: threads)
      #expect(a.times(b, parallelism: parallelism) == a * b)
      #expect(at.transposedTimes(b, parallelism: parallelism) == at.transposedTimes(b))
      #expect(a.timesTransposed(bt, parallelism: parallelism) == a.timesTransposed(bt))
    }
  }

  @Test func formsATileOfATransposedProduct() {
    let a = seededMatrix(6, 10, seed: 6, of: Double.self)
    let b = seededMatrix(6, 8, seed: 7, of: Double.self)
    let whole = a.transposedTimes(b)
    var block = Matrix<Double>(rows: 5, columns: 4, repeating: .nan)
    block.formTransposedProduct(a, columns: 3..<7, b, columns: 5..<8)
    for i in 0..<5 {
      for j in 0..<4 {
        if i < 4 && j < 3 {
          #expect(abs(block[i, j] - whole[3 + i, 5 + j]) <= 24 * Double.ulpOfOne)
        } else {
          #expect(block[i, j].isNaN)
        }
      }
    }
  }

  @Test func emptyOperandsGiveEmptyOrZeroProducts() {
    let tall = Matrix<Double>(rows: 3, columns: 0)
    let wide = Matrix<Double>(rows: 0, columns: 2)
    #expect(tall * wide == Matrix(rows: 3, columns: 2))
    #expect(wide * Vector([1, 2]) == Vector(count: 0))
    #expect(tall * Vector([]) == Vector(count: 3))
    #expect(wide.transposedTimes(wide) == Matrix(rows: 2, columns: 2))
    #expect(tall.rowGram() == Matrix(rows: 3, columns: 3))
    #expect(tall.columnGram().isEmpty)
    var block = Matrix<Double>(rows: 2, columns: 2, repeating: .nan)
    block.formTransposedProduct(wide, columns: 0..<2, wide, columns: 0..<2)
    #expect(block == Matrix(rows: 2, columns: 2))
    block.formTransposedProduct(tall, columns: 0..<0, tall, columns: 0..<0)
    #expect(block == Matrix(rows: 2, columns: 2))
    var formed = Matrix<Double>(rows: 3, columns: 2, repeating: .nan)
    formed.formProduct(tall, wide)
    #expect(formed == Matrix(rows: 3, columns: 2))
  }

  @Test func mismatchedOperandsTrap() async {
    await #expect(processExitsWith: .failure) {
      _ = Matrix<Double>(rows: 2, columns: 3) * Matrix<Double>(rows: 2, columns: 3)
    }
    await #expect(processExitsWith: .failure) {
      _ = Matrix<Double>(rows: 2, columns: 3) * Vector<Double>(count: 2)
    }
    await #expect(processExitsWith: .failure) {
      _ = Matrix<Double>(rows: 2, columns: 3).transposedTimes(Matrix(rows: 3, columns: 1))
    }
    await #expect(processExitsWith: .failure) {
      _ = Matrix<Double>(rows: 2, columns: 3).timesTransposed(Matrix(rows: 3, columns: 2))
    }
    await #expect(processExitsWith: .failure) {
      let a = Matrix<Double>(rows: 2, columns: 3)
      var block = Matrix<Double>(rows: 2, columns: 2)
      block.formTransposedProduct(a, columns: 0..<3, a, columns: 0..<2)
    }
  }
}

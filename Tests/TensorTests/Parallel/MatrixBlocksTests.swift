import Testing

@testable import Tensor

@Suite struct MatrixBlocksTests {
  /// More than one block.
  func random<Scalar: TensorScalar>(seed: UInt64) -> Matrix<Scalar> {
    var rng = SeededGenerator(seed: seed)
    return Matrix(rows: 7, columns: 3000) { _, _ in Scalar(rng.nextNormal()) }
  }

  @Test func innerProductIsTheSumOfProducts() {
    let (a, b): (Matrix<Double>, Matrix<Double>) = (random(seed: 1), random(seed: 2))
    let product = a.innerProduct(b, parallelism: .serial)
    let expected = zip(a.columnMajorElements, b.columnMajorElements).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(product - expected) < 1e-10)
    #expect(product == a.innerProduct(b, parallelism: Parallelism(threads: 3)))
    #expect(
      Matrix<Double>(rows: 0, columns: 3).innerProduct(
        .init(rows: 0, columns: 3), parallelism: .serial) == 0)
  }

  @Test func singlePrecisionIsAddedUpInDouble() {
    // 10⁷ ones: a sum in single precision stops at 2²⁴ and loses digits before.
    let ones = Matrix<Float>(rows: 100, columns: 100_001) { _, _ in 1 }
    #expect(ones.innerProduct(ones, parallelism: .serial) == 10_000_100)
  }

  @Test func addsMultiples() {
    let (a, b): (Matrix<Double>, Matrix<Double>) = (random(seed: 3), random(seed: 4))
    var sum = a
    sum.add(b, times: -2, parallelism: .serial)
    #expect(sum.isApproximatelyEqual(to: a - b * 2, relativeTolerance: 1e-15))
    var threaded = a
    threaded.add(b, times: -2, parallelism: Parallelism(threads: 2))
    #expect(threaded == sum)
  }

  @Test func differentShapesTrap() async {
    await #expect(processExitsWith: .failure) {
      _ = Matrix<Double>(rows: 1, columns: 2)
        .innerProduct(Matrix(rows: 2, columns: 1), parallelism: .serial)
    }
    await #expect(processExitsWith: .failure) {
      var matrix = Matrix<Double>(rows: 1, columns: 2)
      matrix.add(Matrix(rows: 2, columns: 1), times: 1, parallelism: .serial)
    }
  }
}

import COpenBLASDirect
import Tensor

/// Operations on square matrices of one order, through `Tensor` and by CBLAS and LAPACKE.
///
/// A direct call works in memory that it was given once. Where a value of `Tensor` is more than the
/// bare call returns, so is its time: `columnGram` gives both triangles, `Cholesky` takes new
/// memory and clears the other triangle.
struct DenseOperations {
  private let order: Int
  private let a: Matrix<Double>
  private let b: Matrix<Double>
  private let definite: Matrix<Double>
  private var flops: Double { Double(order) * Double(order) * Double(order) }

  /// Seeded operands of the given order.
  init(order: Int) {
    self.order = order
    var rng = SeededGenerator(seed: UInt64(order))
    a = Matrix(rows: order, columns: order) { _, _ in rng.nextNormal() }
    b = Matrix(rows: order, columns: order) { _, _ in rng.nextNormal() }
    definite = a.rowGram() + Matrix.identity(order)
  }

  /// C = AB.
  func product() -> SideBySide {
    var ours = Matrix<Double>(rows: order, columns: order)
    var direct = [Double](repeating: 0, count: order * order)
    let (left, right, size) = (a.columnMajorElements, b.columnMajorElements, blasint(order))
    let result = SideBySide("GEMM, \(order)", flops: 2 * flops) {
      ours.formProduct(a, b)
    } direct: {
      cblas_dgemm(
        CblasColMajor, CblasNoTrans, CblasNoTrans, size, size, size, 1, left, size, right, size, 0,
        &direct, size)
    }
    precondition(ours.columnMajorElements == direct, "two products differ")
    return result
  }

  /// C = AᵀA.
  func gram() -> SideBySide {
    var ours = Matrix<Double>(rows: order, columns: order)
    var direct = [Double](repeating: 0, count: order * order)
    let (elements, size) = (a.columnMajorElements, blasint(order))
    let result = SideBySide("SYRK, \(order)", flops: flops) {
      ours = a.columnGram()
    } direct: {
      cblas_dsyrk(
        CblasColMajor, CblasLower, CblasTrans, size, size, 1, elements, size, 0, &direct, size)
    }
    requireSameLowerTriangle(ours, direct)
    return result
  }

  /// A = LLᵀ.
  func cholesky() throws -> SideBySide {
    var ours = try Cholesky(definite)
    let (elements, size) = (definite.columnMajorElements, lapackInt(order))
    var direct = elements
    let result = try SideBySide("Cholesky, \(order)", flops: flops / 3) {
      ours = try Cholesky(definite)
    } direct: {
      direct.withUnsafeMutableBufferPointer { work in
        _ = work.update(fromContentsOf: elements)
        let info = LAPACKE_dpotrf_work(
          LAPACK_COL_MAJOR, CChar(UInt8(ascii: "L")), size, work.baseAddress, size)
        precondition(info == 0, "not positive definite")
      }
    }
    requireSameLowerTriangle(ours.factor, direct)
    return result
  }

  private func requireSameLowerTriangle(_ ours: Matrix<Double>, _ direct: [Double]) {
    for column in 0..<order {
      for row in column..<order {
        precondition(ours[row, column] == direct[column * order + row], "two results differ")
      }
    }
  }
}

/// `lapack_int` is a macro, which Swift does not see.
private func lapackInt(_ value: Int) -> Int32 { Int32(value) }

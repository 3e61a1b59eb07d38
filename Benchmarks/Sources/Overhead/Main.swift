import BenchmarkData
import Tensor

/// Times `Tensor` beside direct calls of CBLAS and LAPACKE, for `make bench`.
///
/// Prints a line of JSON for the library, then one for each operation and order. The product of
/// order 1,024, large enough to run at the machine's peak, comes first.
@main
enum Main {
  static func main() throws {
    try Report.write(LinearAlgebraLibrary.current)
    try Report.write(DenseOperations(order: 1024).product())
    for order in [64, 256, 512] {
      let operations = DenseOperations(order: order)
      try Report.write(operations.product())
      try Report.write(operations.gram())
      try Report.write(operations.cholesky())
    }
  }
}

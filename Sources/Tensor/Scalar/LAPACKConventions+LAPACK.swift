internal import COpenBLAS

/// LAPACKE's layout code for column-major storage.
let columnMajor = Int32(LAPACK_COL_MAJOR)

/// LAPACK's letter for the lower triangle.
let lower = CChar(UInt8(ascii: "L"))

/// A size or stride as LAPACK takes it; traps beyond 2³¹ − 1.
@inline(__always)
func lapackInt(_ value: Int) -> Int32 { Int32(value) }

/// Passes a non-negative `info` on; a negative one is a wrong argument, a bug of this package.
@inline(__always)
func checked(_ info: Int32, function: StaticString = #function) -> Int {
  precondition(info >= 0, "LAPACK rejected argument \(-info) of \(function)")
  return Int(info)
}

/// A letter as LAPACK takes it.
@inline(__always)
func letter(_ ascii: Unicode.Scalar) -> CChar { CChar(UInt8(ascii: ascii)) }

/// Asks `call` for the size of its work space with a size of −1, then calls it with one.
///
/// The size comes back as a `Scalar`, which may have been rounded down: it is rounded up here.
func withWorkspace<Scalar: TensorScalar>(
  _ call: (_ work: UnsafeMutablePointer<Scalar>, _ size: Int32) -> Int32
) -> Int32 {
  var size: Scalar = 0
  let info = call(&size, -1)
  guard info == 0 else { return info }
  var work = [Scalar](repeating: 0, count: Swift.max(1, Int(size.nextUp.rounded(.up))))
  return call(&work, lapackInt(work.count))
}

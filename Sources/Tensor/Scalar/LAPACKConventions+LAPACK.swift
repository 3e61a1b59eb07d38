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

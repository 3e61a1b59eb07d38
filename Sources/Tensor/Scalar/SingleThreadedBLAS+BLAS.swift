internal import COpenBLAS

/// Keeps OpenBLAS on one thread.
///
/// A threaded BLAS changes the bits of a result with the number of cores, and fights the
/// package's own parallel loops. Every kernel calls ``require()``; the first call sets the
/// process-wide thread count of OpenBLAS to one, later calls cost one load.
enum SingleThreadedBLAS {
  private static let isSet: Bool = {
    openblas_set_num_threads(1)
    return true
  }()

  /// Sets the thread count on the first call.
  @inline(__always)
  static func require() {
    _ = isSet
  }
}

/// A size or stride as BLAS takes it; traps beyond 2³¹ − 1.
@inline(__always)
func blasInt(_ value: Int) -> Int32 { Int32(value) }

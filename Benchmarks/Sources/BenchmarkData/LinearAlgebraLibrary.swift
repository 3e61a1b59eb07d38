import COpenBLASDirect

/// The OpenBLAS that this process runs on.
public struct LinearAlgebraLibrary: Hashable, Codable, Sendable {
  /// Version and build options, as OpenBLAS tells them.
  public let configuration: String
  /// The kernels that OpenBLAS chose for this processor.
  public let kernel: String

  /// Asks the library.
  public static var current: LinearAlgebraLibrary {
    LinearAlgebraLibrary(
      configuration: openblas_get_config().map { String(cString: $0) } ?? "unknown",
      kernel: openblas_get_corename().map { String(cString: $0) } ?? "unknown")
  }
}

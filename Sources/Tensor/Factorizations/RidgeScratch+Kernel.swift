/// The memory that ``RidgeSolver`` works in, grown to the longest row seen.
struct RidgeScratch<Scalar: TensorScalar>: Sendable {
  /// Gathered columns of the factor matrix.
  private var gathered: [Scalar]
  /// The system matrix.
  private var system: [Scalar]
  /// The values of the row.
  private var values: [Scalar]

  /// Room for the given numbers of elements.
  init(gathered: Int, system: Int, values: Int) {
    self.gathered = Array(repeating: 0, count: gathered)
    self.system = Array(repeating: 0, count: system)
    self.values = Array(repeating: 0, count: values)
  }

  /// Makes room for at least the given numbers of elements; old contents may be lost.
  mutating func grow(gathered: Int, system: Int, values: Int) {
    if self.gathered.count < gathered { self.gathered = Array(repeating: 0, count: gathered) }
    if self.system.count < system { self.system = Array(repeating: 0, count: system) }
    if self.values.count < values { self.values = Array(repeating: 0, count: values) }
  }

  /// Calls `body` with pointers to the memory and to `solution[offset...]`.
  ///
  /// Unchecked pointers, justified by the benchmark `ALS row solves`; the caller checks sizes.
  @inline(__always)
  mutating func withPointers(
    _ solution: inout MutableSpan<Scalar>, _ offset: Int,
    _ body: (
      _ gathered: UnsafeMutablePointer<Scalar>, _ system: UnsafeMutablePointer<Scalar>,
      _ values: UnsafeMutablePointer<Scalar>, _ x: UnsafeMutablePointer<Scalar>
    ) -> Int
  ) -> Int {
    solution.withUnsafeMutableBufferPointer { solution in
      gathered.withUnsafeMutableBufferPointer { gathered in
        system.withUnsafeMutableBufferPointer { system in
          values.withUnsafeMutableBufferPointer { values in
            body(
              gathered.baseAddress!, system.baseAddress!, values.baseAddress!,
              solution.baseAddress! + offset)
          }
        }
      }
    }
  }
}

internal import CKernels

extension RandomNumberGenerator {
  /// The next numbers of ``nextNormal(mean:deviation:)`` with mean 0, rounded, at a quarter of what they cost.
  ///
  /// A kernel computes many at a time, and says where its small errors could change the rounding; those are
  /// computed one by one.
  ///
  /// - Complexity: O(`count`).
  @specialized(where Self == SeededGenerator)
  package mutating func nextNormals(_ count: Int, deviation: Double) -> [Float] {
    let uniforms = (0..<2 * count).map { _ in nextUniform() }
    return [Float](unsafeUninitializedCapacity: count) { numbers, initialized in
      mithridate_normals(count, uniforms, deviation, numbers.baseAddress)
      for index in 0..<count where numbers[index].isNaN {
        numbers[index] = Float(
          normal(uniforms[2 * index], uniforms[2 * index + 1], mean: 0, deviation: deviation))
      }
      initialized = count
    }
  }
}

internal import CKernels
internal import Foundation

extension RandomNumberGenerator {
  /// A number uniform in [0, 1), a multiple of 2⁻⁵³.
  @inlinable
  public mutating func nextUniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// An integer uniform in `0..<bound`, without bias (Lemire's multiply and reject).
  ///
  /// - Precondition: `bound` is positive.
  @inlinable
  public mutating func nextIndex(below bound: Int) -> Int {
    precondition(bound > 0, "no index is below \(bound)")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// A number from the normal distribution (Box and Muller's transform, one of its two values).
  @specialized(where Self == SeededGenerator)
  public mutating func nextNormal(mean: Double = 0, deviation: Double = 1) -> Double {
    let first = nextUniform()
    return normal(first, nextUniform(), mean: mean, deviation: deviation)
  }

  /// A normal number from two uniform ones.
  private func normal(
    _ first: Double, _ second: Double, mean: Double, deviation: Double
  ) -> Double {
    let radius = (-2 * log(1 - first)).squareRoot()
    return mean + deviation * radius * cos(2 * .pi * second)
  }

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

  /// Leaves out so many numbers of ``nextNormal(mean:deviation:)``, at a tenth of what they cost.
  @specialized(where Self == SeededGenerator)
  package mutating func skipNormals(_ count: Int) {
    for _ in 0..<2 * count { _ = next() }
  }
}

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
  func normal(
    _ first: Double, _ second: Double, mean: Double, deviation: Double
  ) -> Double {
    let radius = (-2 * log(1 - first)).squareRoot()
    return mean + deviation * radius * cos(2 * .pi * second)
  }

  /// Leaves out so many numbers of ``nextNormal(mean:deviation:)``, at a tenth of what they cost.
  @specialized(where Self == SeededGenerator)
  package mutating func skipNormals(_ count: Int) {
    for _ in 0..<2 * count { _ = next() }
  }
}

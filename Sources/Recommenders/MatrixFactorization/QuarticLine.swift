internal import Foundation
internal import Tensor

/// J along a line, J(X + tP, Y + tQ) − J(X, Y) = c₁t + c₂t² + c₃t³ + c₄t⁴: exact, since a
/// prediction is quadratic in t.
struct QuarticLine {
  /// c₁ to c₄.
  let coefficients: (Double, Double, Double, Double)

  /// The change of J at t.
  func value(at t: Double) -> Double {
    let (c1, c2, c3, c4) = coefficients
    return t * (c1 + t * (c2 + t * (c3 + t * c4)))
  }

  /// The t > 0 of the lowest value, for a line that descends (c₁ < 0) and rises in the end.
  var minimizer: Double {
    let (c1, c2, c3, c4) = coefficients
    // Far from t = 0 roots of the derivative may be many orders larger than the one wanted, so the
    // root that the quadratic part suggests is polished by itself.
    var candidates = c2 > 0 ? [-c1 / (2 * c2)] : []
    candidates += Self.cubicRoots(4 * c4, 3 * c3, 2 * c2, c1)
    let polished = candidates.filter { $0 > 0 }.map(polish)
    let best = polished.min { value(at: $0) < value(at: $1) }
    return best ?? 1
  }

  /// A root of the derivative near `start`, by Newton steps that lower the value.
  private func polish(_ start: Double) -> Double {
    let (c1, c2, c3, c4) = coefficients
    var t = start
    for _ in 0..<20 {
      let slope = c1 + t * (2 * c2 + t * (3 * c3 + t * 4 * c4))
      let curvature = 2 * c2 + t * (6 * c3 + t * 12 * c4)
      let next = t - slope / curvature
      guard curvature > 0, next > 0, next != t, value(at: next) <= value(at: t) else { break }
      t = next
    }
    return t
  }

  /// The real roots of at³ + bt² + ct + d with a > 0, by their closed form; none for other a.
  private static func cubicRoots(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> [Double] {
    guard a > 0 else { return [] }
    // t = s − b/3a gives s³ + ps + q.
    let shift = b / (3 * a)
    let p = c / a - 3 * shift * shift
    let q = 2 * shift * shift * shift - shift * c / a + d / a
    let discriminant = q * q / 4 + p * p * p / 27
    if discriminant > 0 {
      let root = discriminant.squareRoot()
      // The larger of the two cube roots first: the other follows without cancellation.
      let u = cbrt(q < 0 ? -q / 2 + root : -q / 2 - root)
      return [u - (u == 0 ? 0 : p / (3 * u)) - shift].filter(\.isFinite)
    }
    guard p < 0 else { return [-shift].filter(\.isFinite) }
    let radius = 2 * (-p / 3).squareRoot()
    let cosine = Swift.max(-1, Swift.min(1, 3 * q / (p * radius)))
    let angle = acos(cosine) / 3
    return (0..<3).map { radius * cos(angle - 2 * .pi * Double($0) / 3) - shift }
      .filter(\.isFinite)
  }
}

extension FactorizationProblem {
  /// J on the line through a point, whose gradient is known, in a direction.
  func line(
    through point: FitPoint<Scalar>, along direction: MatrixFactorization<Scalar>.Factors,
    slope: Double
  ) throws -> QuarticLine {
    let factors = point.factors
    let first = try byUser.sampledProduct(
      factors.users, direction.items, parallelism: parallelism)
    let second = try byUser.sampledProduct(
      direction.users, factors.items, parallelism: parallelism)
    let bend = try byUser.sampledProduct(
      direction.users, direction.items, parallelism: parallelism)
    // e(t) = e − ta − t²b.
    var (aa, ab, bb, eb) = (0.0, 0.0, 0.0, 0.0)
    for place in bend.indices {
      let a = Double(first[place]) + Double(second[place])
      let b = Double(bend[place])
      aa += a * a
      ab += a * b
      bb += b * b
      eb += point.residuals[place] * b
    }
    let norm = direction.dot(direction, parallelism)
    return QuarticLine(
      coefficients: (slope, aa - 2 * eb + options.regularization * norm, 2 * ab, bb))
  }
}

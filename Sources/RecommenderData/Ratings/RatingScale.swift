/// The values that a rating may take: equal steps from a lowest to a highest one.
public struct RatingScale: Hashable, Codable, Sendable {
  /// The lowest rating.
  public let minimum: Double
  /// The highest rating, the papers' r_max.
  public let maximum: Double
  /// The distance between neighbouring ratings.
  public let step: Double

  /// A scale from `minimum` to `maximum` in steps of `step`.
  ///
  /// - Throws: `DataError.invalidScale` unless the bounds are finite, `minimum < maximum`, and
  ///   `step` is positive and divides the range.
  public init(minimum: Double, maximum: Double, step: Double = 1) throws(DataError) {
    // A step is a rounded number, and its multiples are off by as much as they are larger.
    let range = maximum - minimum
    let tolerance = max(1e-9 * step, 2 * range.ulp)
    guard minimum.isFinite, maximum.isFinite, step.isFinite, minimum < maximum, step > 0,
      abs((range / step).rounded() * step - range) < tolerance
    else { throw .invalidScale(minimum: minimum, maximum: maximum, step: step) }
    self.minimum = minimum
    self.maximum = maximum
    self.step = step
  }

  /// Stars from 1 to 5.
  public static let fiveStars = RatingScale(uncheckedMinimum: 1, maximum: 5, step: 1)

  private init(uncheckedMinimum minimum: Double, maximum: Double, step: Double) {
    self.minimum = minimum
    self.maximum = maximum
    self.step = step
  }

  /// Whether `rating` lies within the bounds; it need not be on a step.
  public func contains(_ rating: Double) -> Bool {
    rating >= minimum && rating <= maximum
  }

  /// The rating of the scale that is nearest to `value`, halves rounding up.
  ///
  /// On a scale such as 0.1, 0.2 … the result is the number that its decimal form reads as.
  ///
  /// - Precondition: `value` is not NaN; infinities give the bounds.
  public func nearest(to value: Double) -> Double {
    precondition(!value.isNaN, "no rating is nearest to NaN")
    if value <= minimum { return minimum }
    if value >= maximum { return maximum }
    let steps = ((value - minimum) / step + 0.5).rounded(.down)
    // Count in whole steps where a step is one n-th: 3 / 10 is 0.3, but 3 × 0.1 is not.
    let perUnit = (1 / step).rounded()
    let first = (minimum * perUnit).rounded()
    let isReciprocal = perUnit >= 1 && 1 / perUnit == step && first / perUnit == minimum
    let nearest = isReciprocal ? (first + steps) / perUnit : minimum + steps * step
    return min(maximum, nearest)
  }
}

extension RatingScale {
  private enum CodingKeys: CodingKey {
    case minimum, maximum, step
  }

  /// Decodes a scale and checks it as ``init(minimum:maximum:step:)`` does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      minimum: container.decode(Double.self, forKey: .minimum),
      maximum: container.decode(Double.self, forKey: .maximum),
      step: container.decode(Double.self, forKey: .step))
  }
}

extension RatingScale: CustomStringConvertible {
  /// The scale in words, such as `1 to 5 in steps of 1`.
  public var description: String {
    "\(minimum.shortText) to \(maximum.shortText) in steps of \(step.shortText)"
  }
}

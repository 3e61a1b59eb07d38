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
    guard minimum.isFinite, maximum.isFinite, step.isFinite, minimum < maximum, step > 0,
      abs(((maximum - minimum) / step).rounded() * step - (maximum - minimum)) < 1e-9 * step
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
  public func nearest(to value: Double) -> Double {
    let steps = ((value - minimum) / step + 0.5).rounded(.down)
    return min(maximum, max(minimum, minimum + steps * step))
  }
}

extension RatingScale: CustomStringConvertible {
  /// The scale in words, such as `1 to 5 in steps of 1`.
  public var description: String {
    "\(Self.plain(minimum)) to \(Self.plain(maximum)) in steps of \(Self.plain(step))"
  }

  private static func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}

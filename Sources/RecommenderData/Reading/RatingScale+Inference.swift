extension RatingScale {
  /// The scale that `ratings` suggest.
  ///
  /// The greatest rating is taken for the greatest possible one, since in real data it always
  /// occurs; the lowest may be missing. In this order:
  /// - whole ratings from 1 up to 5 or 10: the scale 1 to 5, or 1 to 10;
  /// - half steps from 0.5 up to 4, 5 or 10: the scale 0.5 to 4, 5 or 10;
  /// - one single rating, whole and from 1 to 5: the scale 1 to 5;
  /// - otherwise, from the lowest to the highest rating in the greatest step that gives them all.
  ///
  /// Ratings with more than six decimals count as continuous: bounds are widened outwards to six
  /// decimals and the step is 10⁻⁶.
  ///
  /// - Parameter ratings: Finite.
  /// - Throws: `DataError.invalidArgument` if there is nothing to infer from: no rating, one single
  ///   one outside 1 to 5, or ratings beyond ±10⁹.
  /// - Complexity: O(n).
  public init(inferredFrom ratings: [Double]) throws(DataError) {
    var values = DistinctValues()
    for rating in ratings { values.insert(rating) }
    guard values.minimum <= values.maximum, values.minimum >= -1e9, values.maximum <= 1e9 else {
      throw .invalidArgument(
        name: "scale",
        requirement: ratings.isEmpty
          ? "there are no ratings to infer it from"
          : "ratings beyond ±10⁹ have none to infer; give it")
    }
    let (minimum, maximum) = (values.minimum, values.maximum)
    let isWhole = values.areMultiples(of: 1)
    if isWhole, minimum >= 1, maximum == 5 || maximum == 10 {
      try self.init(minimum: 1, maximum: maximum)
    } else if !isWhole, values.areMultiples(of: 0.5), minimum >= 0.5, [4, 5, 10].contains(maximum) {
      try self.init(minimum: 0.5, maximum: maximum, step: 0.5)
    } else if isWhole, minimum == maximum, (1...5).contains(minimum) {
      self = .fiveStars
    } else if minimum == maximum {
      throw .invalidArgument(
        name: "scale", requirement: "every rating is \(minimum.shortText), so give it")
    } else {
      try self.init(observed: values)
    }
  }

  private init(observed values: DistinctValues) throws(DataError) {
    for decimals in 0...6 {
      let unit = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6][decimals]
      guard let scaled = values.scaled(by: unit) else { continue }
      let first = scaled[0]
      let step = scaled.reduce(0) { Self.greatestCommonDivisor($0, $1 - first) }
      try self.init(
        minimum: values.minimum, maximum: values.maximum, step: Double(step) / unit)
      return
    }
    // The products are rounded too, so a bound can come out a millionth too narrow.
    var (low, high) = ((values.minimum * 1e6).rounded(.down), (values.maximum * 1e6).rounded(.up))
    if low / 1e6 > values.minimum { low -= 1 }
    if high / 1e6 < values.maximum { high += 1 }
    try self.init(minimum: low / 1e6, maximum: high / 1e6, step: 1e-6)
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (abs(a), abs(b))
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}

/// The different values among many, as long as they are few.
struct DistinctValues {
  private static let limit = 2048

  private(set) var minimum = Double.infinity
  private(set) var maximum = -Double.infinity
  private var values: [Double] = []
  /// Positions in `values`, −1 in free slots.
  private var slots = [Int32](repeating: -1, count: 2 * limit)

  /// Adds a value unless it is there or there are too many.
  mutating func insert(_ value: Double) {
    var slot = Int((value.bitPattern &* 0x9e37_79b9_7f4a_7c15) >> 52)
    while slots[slot] >= 0 {
      if values[Int(slots[slot])] == value { return }
      slot = (slot + 1) % slots.count
    }
    minimum = min(minimum, value)
    maximum = max(maximum, value)
    guard values.count < Self.limit else { return }
    slots[slot] = Int32(values.count)
    values.append(value)
  }

  /// Whether there are few values and each is a whole multiple of `step`.
  func areMultiples(of step: Double) -> Bool {
    values.count < Self.limit && values.allSatisfy { $0 / step == ($0 / step).rounded() }
  }

  /// The values times `unit`, if there are few and all are then whole but for rounding.
  func scaled(by unit: Double) -> [Int]? {
    guard values.count < Self.limit else { return nil }
    var result: [Int] = []
    for value in values {
      let whole = (value * unit).rounded()
      // A decimal fraction is the number nearest to whole / unit, or it has more decimals.
      guard whole / unit == value else { return nil }
      result.append(Int(whole))
    }
    return result
  }
}

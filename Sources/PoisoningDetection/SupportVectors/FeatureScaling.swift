public import Tensor

/// An affine map of each feature that brings features of different units to one scale.
///
/// It is fitted on training samples and then applied to any others, so that nothing of what is
/// predicted enters the model. A feature that is constant in training, up to rounding, maps to 0
/// for every sample: it cannot tell them apart.
///
/// ```swift
/// let scaling = try FeatureScaling(fitting: training)
/// let scaled = try scaling.scaled(others)
/// ```
public struct FeatureScaling: Hashable, Sendable {
  /// What a scaling brings to one scale.
  public enum Method: String, Hashable, Codable, CaseIterable, Sendable {
    /// Mean 0 and population standard deviation 1 in training. One extreme user shrinks the others
    /// less than by `range`, and the features of fake users have long tails; the default.
    case standardization
    /// Least value 0 and greatest value 1 in training; others may lie outside.
    case range
  }

  /// What was fitted.
  public let method: Method
  /// What is subtracted from each feature: its mean or its least value.
  public let offsets: [Double]
  /// What each feature is then divided by: its standard deviation or its range; 0 for a feature
  /// that is constant.
  public let spreads: [Double]

  /// Fits the scaling of `samples`.
  ///
  /// - Parameters:
  ///   - samples: Training samples × features.
  ///   - method: What to bring to one scale.
  /// - Throws: `SupportVectorError.noSamples`, `.noFeatures`, or `.notFinite` with the place of a
  ///   value that is NaN, infinite or beyond 10¹⁵⁰.
  /// - Complexity: O(samples · features).
  public init(
    fitting samples: Matrix<Double>, method: Method = .standardization
  ) throws(SupportVectorError) {
    guard samples.rows > 0 else { throw .noSamples }
    guard samples.columns > 0 else { throw .noFeatures }
    self.init(fitting: try SampleRows(samples), method: method)
  }

  /// Fits the scaling of samples that were checked before.
  init(fitting rows: SampleRows, method: Method) {
    var offsets: [Double] = []
    var spreads: [Double] = []
    for feature in 0..<rows.width {
      let column = (0..<rows.count).map { rows.values[$0 * rows.width + feature] }
      let (least, greatest) = (column.min() ?? 0, column.max() ?? 0)
      let range = greatest - least
      // The mean of equal numbers need not equal them: rounding must not become a feature.
      let rounding = 16 * Double.ulpOfOne * max(least.magnitude, greatest.magnitude)
      guard range > max(rounding, .leastNormalMagnitude) else {
        offsets.append(least)
        spreads.append(0)
        continue
      }
      switch method {
      case .range:
        offsets.append(least)
        spreads.append(range)
      case .standardization:
        // In units of the range, squares neither overflow nor vanish.
        let shares = column.map { ($0 - least) / range }
        let mean = shares.reduce(0, +) / Double(shares.count)
        let squares = shares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        offsets.append(least + mean * range)
        spreads.append(range * (squares / Double(shares.count)).squareRoot())
      }
    }
    self.method = method
    self.offsets = offsets
    self.spreads = spreads
  }

  /// The number of features.
  public var featureCount: Int { offsets.count }

  /// Whether no feature differs between the training samples.
  public var isConstant: Bool { spreads.allSatisfy { $0 == 0 } }

  /// The samples with every feature on the common scale.
  ///
  /// - Parameter samples: Samples × features, the features in the order of the training.
  /// - Returns: A matrix of the same shape.
  /// - Throws: `SupportVectorError.featureCount` for another number of features, `.notFinite` with
  ///   the place of a value that is NaN, infinite or beyond 10¹⁵⁰.
  /// - Complexity: O(samples · features).
  public func scaled(_ samples: Matrix<Double>) throws(SupportVectorError) -> Matrix<Double> {
    let rows = scaled(try rows(of: samples))
    return Matrix(rows: rows.width, columns: rows.count, columnMajor: rows.values).transposed
  }

  /// The rows of `samples` if they have the features of this scaling.
  func rows(of samples: Matrix<Double>) throws(SupportVectorError) -> SampleRows {
    guard samples.columns == featureCount else {
      throw .featureCount(expected: featureCount, found: samples.columns)
    }
    return try SampleRows(samples)
  }

  /// The rows with every feature on the common scale.
  func scaled(_ rows: SampleRows) -> SampleRows {
    precondition(rows.width == featureCount, "\(rows.width) features for \(featureCount)")
    var values = rows.values
    for sample in 0..<rows.count {
      for feature in 0..<rows.width {
        let place = sample * rows.width + feature
        let spread = spreads[feature]
        values[place] = spread == 0 ? 0 : (values[place] - offsets[feature]) / spread
      }
    }
    return SampleRows(count: rows.count, width: rows.width, values: values)
  }
}

extension FeatureScaling: Codable {
  private enum CodingKeys: String, CodingKey {
    case method, offsets, spreads
  }

  /// Decodes a scaling; lists of different lengths and values that no fit gives are errors.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    method = try container.decode(Method.self, forKey: .method)
    offsets = try container.decode([Double].self, forKey: .offsets)
    spreads = try container.decode([Double].self, forKey: .spreads)
    guard offsets.allSatisfy({ $0.magnitude <= SampleRows.limit }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .offsets, in: container, debugDescription: "holds a value beyond 1e150")
    }
    guard spreads.count == offsets.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .spreads, in: container,
        debugDescription: "holds \(spreads.count) values for \(offsets.count) features")
    }
    guard spreads.allSatisfy({ $0 >= 0 && $0 <= 2 * SampleRows.limit }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .spreads, in: container, debugDescription: "holds a value outside 0...2e150")
    }
  }
}

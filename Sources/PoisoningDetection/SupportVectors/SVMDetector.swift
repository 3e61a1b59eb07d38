public import RecommenderData
public import Tensor

/// A detector that has learned from examples: a support-vector classifier on features of users.
/// [Fang2020, §6]
///
/// ```swift
/// let detector = try SVMDetector.trained(
///   on: features.values, isFake: labels, scale: ratings.scale)
/// try detector.classifier.save(to: "detector.json")
/// let result = try SVMDetector(contentsOf: "detector.json").detect(in: ratings)
/// ```
public struct SVMDetector: FakeUserDetector {
  /// The features that the classifier is asked about.
  public let features: [UserFeature]
  /// The ends of the scale of the ratings that it has learned on.
  public let scale: ClosedRange<Double>
  /// The classifier.
  public let classifier: SupportVectorClassifier
  /// The number of threads to use; it does not change the result.
  public var parallelism: Parallelism

  /// What a classifier's annotations call the ends of the scale.
  private static let scaleKeys = (minimum: "scaleMinimum", maximum: "scaleMaximum")

  private init(
    _ features: [UserFeature], _ scale: ClosedRange<Double>, _ classifier: SupportVectorClassifier,
    _ parallelism: Parallelism
  ) {
    self.features = features
    self.scale = scale
    self.classifier = classifier
    self.parallelism = parallelism
  }

  /// The detector that learns from examples.
  ///
  /// - Parameters:
  ///   - samples: Features, a row for each example, in the order of `features`.
  ///   - isFake: Whether each example is a fake user.
  ///   - groups: The group of each example, not to be cut by the folds that choose C and γ.
  ///   - features: Which features those are.
  ///   - scale: The scale of the ratings that they were computed from.
  ///   - options: How the classifier is trained.
  ///   - parallelism: The number of threads to use; it does not change the result.
  ///   - progress: Called as that of the classifier's training.
  /// - Throws: As
  ///   ``SupportVectorClassifier/train(samples:isFake:groups:featureNames:options:parallelism:progress:)``.
  public static func trained(
    on samples: Matrix<Double>, isFake: [Bool], groups: [Int]? = nil,
    features: [UserFeature] = .standard, scale: RatingScale,
    options: SupportVectorOptions = .init(),
    parallelism: Parallelism = .automatic,
    progress: ((_ finished: Int, _ total: Int) throws -> Void)? = nil
  ) throws -> SVMDetector {
    var classifier = try SupportVectorClassifier.train(
      samples: samples, isFake: isFake, groups: groups, featureNames: features.map(\.rawValue),
      options: options, parallelism: parallelism, progress: progress)
    classifier.annotations[scaleKeys.minimum] = "\(scale.minimum)"
    classifier.annotations[scaleKeys.maximum] = "\(scale.maximum)"
    return SVMDetector(features, scale.minimum...scale.maximum, classifier, parallelism)
  }

  /// The detector whose classifier a file holds.
  ///
  /// - Throws: `SupportVectorError.file` or `.field` for a file that holds no classifier, or one of
  ///   other features than users have, or without the scale that it has learned on.
  public init(
    contentsOf path: String, parallelism: Parallelism = .automatic
  ) throws(SupportVectorError) {
    let classifier = try SupportVectorClassifier(contentsOf: path)
    let features = classifier.featureNames.map { UserFeature(rawValue: $0) }
    if let place = features.firstIndex(of: nil) {
      throw .field(
        path: path, field: "features",
        reason: "names \(classifier.featureNames[place]), which is no feature of users")
    }
    func end(_ key: String) throws(SupportVectorError) -> Double {
      guard let text = classifier.annotations[key], let value = Double(text), value.isFinite else {
        throw .field(path: path, field: "annotations.\(key)", reason: "is not a number")
      }
      return value
    }
    let (minimum, maximum) = (try end(Self.scaleKeys.minimum), try end(Self.scaleKeys.maximum))
    guard minimum < maximum else {
      throw .field(
        path: path, field: "annotations", reason: "hold a scale from \(minimum) to \(maximum)")
    }
    self.init(features.compactMap { $0 }, minimum...maximum, classifier, parallelism)
  }

  /// Scores all users by the classifier's decision values, and flags those above 0.
  ///
  /// - Throws: `DetectionError.otherScale` for ratings whose scale has other ends; what features
  ///   throw.
  /// - Complexity: That of the features, and O(users · support vectors · features).
  public func detect(in ratings: RatingMatrix) throws -> DetectionResult {
    let found = ratings.scale.minimum...ratings.scale.maximum
    guard found == scale else { throw DetectionError.otherScale(expected: scale, found: found) }
    let values = try UserFeatures(of: ratings, features: features, parallelism: parallelism).values
    let scores = try classifier.decisionValues(of: values, parallelism: parallelism)
    return DetectionResult(scores: scores, isFlagged: scores.map { $0 > 0 })
  }
}

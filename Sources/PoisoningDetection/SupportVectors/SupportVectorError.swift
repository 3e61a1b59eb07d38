/// Why a support-vector classifier cannot be trained, applied, read or written.
public enum SupportVectorError: Error, Equatable, Sendable {
  /// Nothing to learn from.
  case noSamples
  /// Samples without a single feature.
  case noFeatures
  /// As many labels as samples are needed.
  case labelCount(samples: Int, labels: Int)
  /// All samples are of one class; `isFake` says which.
  case oneClassOnly(isFake: Bool, samples: Int)
  /// A class with fewer samples than folds.
  case tooFewSamples(isFake: Bool, count: Int, folds: Int)
  /// All samples of a class are of one group, so that no fold can be without it and learn it.
  case tooFewGroups(isFake: Bool)
  /// A group for each sample is needed.
  case groupCount(samples: Int, groups: Int)
  /// A value that is NaN, infinite or beyond 10¹⁵⁰ in size.
  case notFinite(sample: Int, feature: Int)
  /// Every feature has the same value in all samples.
  case constantFeatures(features: Int, samples: Int)
  /// Samples with another number of features than those of the training.
  case featureCount(expected: Int, found: Int)
  /// Samples with other features than those of the training, or in another order.
  case featureNames(expected: [String], found: [String])
  /// An option outside its range; `requirement` says what is valid.
  case invalidOption(name: String, requirement: String)
  /// A training that came to no finite solution.
  case notSolved(cost: Double, gamma: Double)
  /// A file that cannot be read or written as a whole.
  case file(path: String, reason: String)
  /// A field of a model file that is missing or not what it should be.
  case field(path: String, field: String, reason: String)
}

extension SupportVectorError: CustomStringConvertible {
  /// The error in one line.
  public var description: String {
    switch self {
    case .noSamples:
      "there are no samples"
    case .noFeatures:
      "the samples have no features"
    case .labelCount(let samples, let labels):
      "\(labels) labels for \(samples) samples"
    case .oneClassOnly(let isFake, let samples):
      "all \(samples) samples are \(Self.name(isFake)) users; both classes are needed"
    case .tooFewSamples(let isFake, let count, let folds):
      "\(count) \(Self.name(isFake)) users are too few for \(folds) folds, each of which needs one"
    case .tooFewGroups(let isFake):
      "all \(Self.name(isFake)) users are of one group; folds of whole groups need two"
    case .groupCount(let samples, let groups):
      "\(groups) groups for \(samples) samples"
    case .notFinite(let sample, let feature):
      "feature \(feature) of sample \(sample) is not a finite number of a size below 1e150"
    case .constantFeatures(let features, let samples):
      "each of the \(features) features has the same value in all \(samples) samples"
    case .featureCount(let expected, let found):
      "samples with \(found) features for a model of \(expected)"
    case .featureNames(let expected, let found):
      "the features \(found.joined(separator: ", ")) for a model of "
        + expected.joined(separator: ", ")
    case .invalidOption(let name, let requirement):
      "\(name): \(requirement)"
    case .notSolved(let cost, let gamma):
      "training with C = \(cost) and γ = \(gamma) came to no finite solution"
    case .file(let path, let reason):
      "\(path): \(reason)"
    case .field(let path, let field, let reason):
      "\(path): \(field) \(reason)"
    }
  }

  private static func name(_ isFake: Bool) -> String { isFake ? "fake" : "normal" }
}

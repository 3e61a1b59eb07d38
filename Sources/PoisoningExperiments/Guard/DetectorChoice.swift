/// Which detector of fake users stands before the recommender.
public enum DetectorChoice: String, Hashable, Codable, Sendable, CaseIterable {
  /// None: all users stay.
  case none
  /// A support vector machine on the six features, trained on the attack that it is to detect.
  case svm
  /// PCA variable selection, which needs no examples.
  case pca
}

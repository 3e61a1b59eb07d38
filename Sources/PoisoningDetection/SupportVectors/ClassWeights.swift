/// How much more an error on one class costs than one on the other.
public enum ClassWeights: Hashable, Codable, Sendable {
  /// Both classes weigh the same in all: samples / (2 · samples of the class). The default.
  case balanced
  /// Every sample weighs 1, so that the larger class decides.
  case equal
  /// A weight for each sample of a class, both positive.
  case fixed(normal: Double, fake: Double)

  /// The factors of C for the two classes in a training set of these sizes.
  ///
  /// - Precondition: Both counts are positive.
  func values(normalCount: Int, fakeCount: Int) -> (normal: Double, fake: Double) {
    switch self {
    case .balanced:
      let samples = Double(normalCount + fakeCount)
      return (samples / Double(2 * normalCount), samples / Double(2 * fakeCount))
    case .equal:
      return (1, 1)
    case .fixed(let normal, let fake):
      return (normal, fake)
    }
  }
}

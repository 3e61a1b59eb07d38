internal import PoisoningAttacks
internal import PoisoningDetection
internal import RecommenderData
internal import Tensor

/// The detectors of an audit, each made or read when it is first asked for.
final class RecommenderGuard {
  private let options: GuardOptions
  private let seed: UInt64
  private let scale: RatingScale
  private let parallelism: Parallelism
  private let runs: TrainingRuns?
  private let store: DetectorStore?
  private var detectors: [AuditKey: any FakeUserDetector] = [:]

  /// The attack that a detector learns from which is to find nobody, on clean data.
  static let cleanAttack = RandomAttack.name

  /// The detectors of `audit`, none of them made yet.
  ///
  /// - Parameter store: Where trained ones are kept; `nil` keeps them in memory only.
  /// - Throws: `ExperimentError.tooFewTargets` if there is no other target to train on.
  init(_ audit: Audit, store: DetectorStore?, parallelism: Parallelism) throws {
    self.store = store
    options = audit.configuration.guarding
    seed = audit.configuration.seed
    scale = audit.ratings.scale
    self.parallelism = parallelism
    runs = options.detector == .svm ? try TrainingRuns(audit, parallelism: parallelism) : nil
  }

  /// Whether there is a detector for each attack and size, which has learned from such runs, and not one
  /// for all.
  var learnsFromAttacks: Bool { runs != nil }

  /// What the detector for an attack at a size says of ratings, and which normal users it may be
  /// judged on.
  func detect(
    in ratings: RatingMatrix, attack: any PoisoningAttack, named name: String, size: Double,
    heartbeat: () throws -> Void
  ) throws -> Detection {
    let detector = try detector(attack, name, size, heartbeat)
    let result = try detector.detect(in: ratings)
    let known = Set(runs?.normalUsers ?? [])
    let judged = (0..<ratings.userCount).filter { !known.contains($0) }
    let quality = try DetectionQuality(
      of: DetectionResult(
        scores: judged.map { result.scores[$0] }, isFlagged: judged.map { result.isFlagged[$0] }),
      isFake: judged.map { $0 >= ratings.normalUserCount })
    return Detection(flagged: result.flaggedUsers, quality: quality)
  }

  /// Who is flagged, and how right that is.
  struct Detection {
    /// The flagged users.
    let flagged: [Int]
    /// The quality over all users that the detector has not learned from.
    let quality: DetectionQuality
  }

  private func detector(
    _ attack: any PoisoningAttack, _ name: String, _ size: Double, _ heartbeat: () throws -> Void
  ) throws -> any FakeUserDetector {
    guard let runs else {
      return PCADetector(
        flagged: .share(options.flaggedShare), seed: seed, parallelism: parallelism)
    }
    let key = AuditKey(attack: name, target: 0, size: size)
    if let known = detectors[key] { return known }
    if let kept = store?.detector(attack: name, size: size, parallelism: parallelism) {
      detectors[key] = kept
      return kept
    }
    let examples = try runs.examples(
      of: attack, named: name, size: size, progress: { _, _ in try heartbeat() })
    let made = try withoutActuallyEscaping(heartbeat) { heartbeat in
      try SVMDetector.trained(
        on: examples.features, isFake: examples.isFake, groups: examples.runs, scale: scale,
        options: SupportVectorOptions(seed: seed), parallelism: parallelism,
        progress: { _, _ in try heartbeat() })
    }
    try store?.write(made, attack: name, size: size)
    detectors[key] = made
    return made
  }
}

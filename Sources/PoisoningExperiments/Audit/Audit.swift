public import Foundation
public import PoisoningAttacks
public import RecommenderData
public import Tensor

/// How far fake users can push items into the lists of a recommender.
///
/// The victim, a matrix factorization or random walks, is fitted to clean data; for each attack and target, profiles are made once for the
/// largest size; for each size the first ones of them are injected, the victim is fitted anew from
/// a fresh seeded start with the clean fit's settings, and top-N lists of all normal users are
/// compared. An attack without profiles, `none`, is the clean fit at every size.
/// With a detector, flagged users are then removed and the victim is fitted once more.
///
/// ```swift
/// let configuration = AuditConfiguration(attacks: ["none", "random", "popular"])
/// let audit = try Audit(of: ratings, configuration: configuration)
/// let result = try audit.run(folder: URL(filePath: "out"))
/// result.table()        // a row for each attack, a column for each size
/// try result.json()     // the same for programs
/// ```
public struct Audit: Sendable {
  /// The data under audit.
  public let ratings: RatingMatrix
  /// What is measured.
  public let configuration: AuditConfiguration
  /// The attacks that there are.
  public let catalog: AttackCatalog
  /// The targets by index, drawn or given.
  public let targets: [Int]
  /// The ratings for the prediction error; `nil` if none are held out.
  public let heldOut: HeldOutRatings?
  /// A hash of the data, the test set included.
  let dataFingerprint: UInt64

  /// An audit whose every option has been checked; nothing is computed yet but the draws.
  ///
  /// - Parameters:
  ///   - ratings: The data, without injected users.
  ///   - test: Held-out ratings, matched by identifiers; instead of a hold-out share.
  ///   - configuration: What is measured.
  ///   - catalog: The attacks that there are.
  /// - Throws: What ``AuditConfiguration/validate(for:catalog:)`` and
  ///   ``TargetSelection/items(in:using:)`` throw; `ExperimentError.invalidOption` if there is both
  ///   a test set and a hold-out share, `.nothingHeldOut` for a test set of strangers.
  public init(
    of ratings: RatingMatrix, test: RatingMatrix? = nil, configuration: AuditConfiguration,
    catalog: AttackCatalog = .standard
  ) throws {
    try configuration.validate(for: ratings, catalog: catalog)
    guard test == nil || configuration.holdOut == nil else {
      throw ExperimentError.invalidOption(
        name: "holdOut", requirement: "a test set and a share to hold out exclude each other")
    }
    guard test == nil || configuration.victim == .matrixFactorization else {
      throw ExperimentError.invalidOption(
        name: "test", requirement: "random walks predict no ratings")
    }
    self.ratings = ratings
    self.configuration = configuration
    self.catalog = catalog
    var rng = SeededGenerator(seed: configuration.seed, purpose: "targets")
    targets = try configuration.targets.items(in: ratings, using: &rng)
    if let test {
      heldOut = try HeldOutRatings(test: test, alignedTo: ratings)
    } else if let share = configuration.holdOut {
      var rng = SeededGenerator(seed: configuration.seed, purpose: "holdout")
      heldOut = try HeldOutRatings(share: share, of: ratings, using: &rng)
    } else {
      heldOut = nil
    }
    dataFingerprint = SeededGenerator.derivedSeed(
      ratings.fingerprint, test.map { [$0.fingerprint] } ?? [])
    for target in configuration.observed == nil ? [] : targets {
      let items = try configuration.knowledge(of: ratings, about: target).items.count
      guard configuration.fillers < items else {
        throw ExperimentError.invalidOption(
          name: "observed",
          requirement: """
            around "\(ratings.itemIdentifiers[target])" that share holds \(items) items, too few for \
            \(configuration.fillers) fillers
            """)
      }
    }
  }

  /// Runs the audit, or what is left of one that was broken off.
  ///
  /// The folder gets `cells/` with a file for each finished cell, `profiles/` with the fake users of
  /// each attack and target as CSV, `detectors/` with what a detector has learned for each attack and
  /// size, and in the end `results.json`. Each file is whole or absent at any time. Cells and
  /// detectors of an earlier run of the same audit are not computed again.
  ///
  /// - Parameters:
  ///   - folder: Where to keep files; `nil` writes none.
  ///   - parallelism: The number of threads to use; it does not change the result.
  ///   - progress: Called at the start, after each sweep of a fit, whenever an attack says how far it
  ///     is, and after each cell; an error that it throws ends the run, and finished cells stay.
  /// - Throws: `ExperimentError.otherConfiguration` or `.otherData` if the folder holds another
  ///   audit, `.file` if it cannot be written; what attacks, fits and `progress` throw.
  /// - Complexity: One fit and one ranking for each attack, target, size and repeat, two fits with
  ///   a hold-out share, and as many again where a detector flags someone, whose training is apart;
  ///   without an attack, for each detector instead of each target; memory for two models and the lists of one.
  public func run(
    folder: URL? = nil, parallelism: Parallelism = .automatic,
    progress: ((GridProgress) throws -> Void)? = nil
  ) throws -> AuditResult {
    switch configuration.precision {
    case .double:
      try AuditRun<Double>(self, folder: folder, parallelism: parallelism).run(progress: progress)
    case .float:
      try AuditRun<Float>(self, folder: folder, parallelism: parallelism).run(progress: progress)
    }
  }
}

internal import Foundation
internal import PoisoningAttacks
internal import PoisoningDetection
internal import RecommenderData
internal import Tensor

/// One run of an audit: what its cells share, made when the first of them needs it.
final class AuditRun<Scalar: TensorScalar> {
  private let audit: Audit
  private let folder: URL?
  private let store: CellStore<AuditKey, AuditCell>?
  private let meter: VictimMeter<Scalar>
  private let attacks: [String: any PoisoningAttack]
  private let largestCount: Int
  private let guarding: RecommenderGuard?
  private let profileWriter = RatingWriter(separator: .comma, hasHeader: true)
  /// The clean fits, one for each repeat.
  private var clean: [VictimMeasurement]?
  /// The profiles made last.
  private var latest: Profiles?

  /// What detectors make of the clean data, by the size that they learn from if they learn.
  private var cleanRemovals: [Double?: Removal] = [:]

  /// What is left once flagged users are removed.
  private struct Removal {
    let quality: DetectionQuality
    /// For each repeat HR@N of each target, and RMSE; `nil` if nobody is flagged, and the victim stays
    /// as it is.
    let left: [(hitRatios: [Double], rmse: Double?)]?
  }

  /// The profiles of one attack on one target at the largest size.
  private struct Profiles {
    let attack: String
    let target: Int
    let profiles: [FakeProfile]
    let seconds: Double
  }

  init(_ audit: Audit, folder: URL?, parallelism: Parallelism) throws {
    self.audit = audit
    self.folder = folder
    meter = VictimMeter(
      configuration: audit.configuration, heldOut: audit.heldOut, parallelism: parallelism)
    var attacks: [String: any PoisoningAttack] = [:]
    let settings = audit.configuration.attackSettings(parallelism: parallelism)
    for name in audit.configuration.attackNames {
      attacks[name] = try audit.catalog.attack(named: name, settings: settings)
    }
    self.attacks = attacks
    let store = try folder.map {
      try CellStore<AuditKey, AuditCell>(
        folder: $0.appending(path: "cells"), configuration: audit.configuration,
        data: audit.dataFingerprint)
    }
    self.store = store
    let detectors = folder.flatMap { folder in
      store.map {
        DetectorStore(
          folder: folder.appending(path: "detectors"), fingerprint: $0.fingerprint)
      }
    }
    guarding =
      audit.configuration.guarding.detector == .none
      ? nil : try RecommenderGuard(audit, store: detectors, parallelism: parallelism)
    largestCount = try AttackBudget.fakeUserCount(
      size: audit.configuration.sizes.max() ?? 1, normalUsers: audit.ratings.normalUserCount)
  }

  /// Computes all cells that are not there yet.
  func run(progress: ((GridProgress) throws -> Void)?) throws -> AuditResult {
    let configuration = audit.configuration
    var keys: [AuditKey] = []
    for attack in configuration.attacks {
      for target in audit.targets {
        keys += configuration.sizes.map { AuditKey(attack: attack, target: target, size: $0) }
      }
    }
    if let folder {
      AtomicWriter.removeLeftovers(in: folder)
      for part in ["profiles", "detectors"] {
        AtomicWriter.removeLeftovers(in: folder.appending(path: part))
      }
    }
    let clock = ContinuousClock()
    let start = clock.now
    var last: GridProgress?
    let heartbeat = {
      last?.seconds = (clock.now - start).seconds
      if let last { try progress?(last) }
    }
    let cells = try GridRunner(store: store).run(
      keys,
      progress: {
        last = $0
        try progress?($0)
      },
      // Cells without an attack are the clean fit, made once for all, and once without those flagged.
      weight: {
        let isMade = self.guarding == nil || $0.target != self.audit.targets.first
        return $0.attack == NoAttack.name && isMade ? 0 : 1
      },
      compute: { try self.cell($0, heartbeat: { try heartbeat() }) })
    try writeMissingProfiles { try heartbeat() }
    let result = try AuditResult(audit, cells: cells)
    if let folder {
      try AtomicWriter.write(
        result.json(includingTargets: true), to: folder.appending(path: "results.json"))
    }
    return result
  }

  private func cell(_ key: AuditKey, heartbeat: () throws -> Void) throws -> AuditCell {
    let clean = try cleanFits(heartbeat)
    let made = try profiles(attack: key.attack, target: key.target, heartbeat)
    let count = try AttackBudget.fakeUserCount(
      size: key.size, normalUsers: audit.ratings.normalUserCount)
    let profiles = made.profiles.prefix(count)
    guard let place = audit.targets.firstIndex(of: key.target) else {
      preconditionFailure("target \(key.target) is not among the audit's")
    }
    let before = clean.map { $0.scores[place] }
    var measurements: [VictimMeasurement] = []
    if !profiles.isEmpty {
      for repetition in 0..<audit.configuration.repeats {
        measurements.append(
          try meter.measure(
            audit.ratings, profiles: profiles, targets: [key.target], repetition: repetition,
            heartbeat: heartbeat))
      }
    }
    let measured = measurements.isEmpty ? clean : measurements
    let index = measurements.isEmpty ? place : 0
    var cell = AuditCell(
      attack: key.attack, target: audit.ratings.itemIdentifiers[key.target], size: key.size,
      fakeUsers: profiles.count,
      hitRatio: measured.mean { $0.hitRatios[index].ofAll },
      hitRatioOfNonRaters: measured.mean { $0.hitRatios[index].ofNonRaters },
      predictionShift: zip(before, measured).map { $0 }.mean {
        $0.0.shift(to: $0.1.scores[index], ratings: audit.ratings)
      },
      rmse: audit.heldOut == nil ? nil : measured.mean { $0.error?.rootMeanSquare ?? 0 },
      mae: audit.heldOut == nil ? nil : measured.mean { $0.error?.meanAbsolute ?? 0 },
      fits: measured.compactMap(\.fit), secondsAttack: made.seconds,
      secondsRefit: measured.mean { $0.seconds })
    try measureGuarded(&cell, key, profiles, heartbeat)
    return cell
  }

  /// Adds to a cell what a detector makes of it.
  private func measureGuarded(
    _ cell: inout AuditCell, _ key: AuditKey, _ profiles: ArraySlice<FakeProfile>,
    _ heartbeat: () throws -> Void
  ) throws {
    guard let guarding else { return }
    let removal =
      profiles.isEmpty
      ? try cleanRemoval(guarding, key, heartbeat)
      : try self.removal(guarding, key, profiles, targets: [key.target], heartbeat)
    cell.falseNegativeRate = removal.quality.falseNegativeRate
    cell.falsePositiveRate = removal.quality.falsePositiveRate ?? 0
    guard let left = removal.left else {
      cell.hitRatioAfterRemoval = cell.hitRatio
      cell.rmseAfterRemoval = cell.rmse
      return
    }
    let place = profiles.isEmpty ? audit.targets.firstIndex(of: key.target) ?? 0 : 0
    cell.hitRatioAfterRemoval = left.mean { $0.hitRatios[place] }
    cell.rmseAfterRemoval = left.contains { $0.rmse == nil } ? nil : left.mean { $0.rmse ?? 0 }
  }

  /// What a detector makes of the clean data, for all targets at once.
  private func cleanRemoval(
    _ guarding: RecommenderGuard, _ key: AuditKey, _ heartbeat: () throws -> Void
  ) throws -> Removal {
    let size = guarding.learnsFromAttacks ? key.size : nil
    if let known = cleanRemovals[size] { return known }
    let made = try removal(guarding, key, [], targets: audit.targets, heartbeat)
    cleanRemovals[size] = made
    return made
  }

  /// What the detector says of the ratings with `profiles`, and the victim without those flagged.
  private func removal(
    _ guarding: RecommenderGuard, _ key: AuditKey, _ profiles: ArraySlice<FakeProfile>,
    targets: [Int], _ heartbeat: () throws -> Void
  ) throws -> Removal {
    let name =
      profiles.isEmpty && guarding.learnsFromAttacks ? RecommenderGuard.cleanAttack : key.attack
    guard let attack = attacks[name] else {
      throw AttackError.unknownAttack(name: name, known: audit.catalog.names)
    }
    let detection = try guarding.detect(
      in: audit.ratings.injecting(profiles), attack: attack, named: name, size: key.size,
      heartbeat: heartbeat)
    guard !detection.flagged.isEmpty else {
      return Removal(quality: detection.quality, left: nil)
    }
    let left = try (0..<audit.configuration.repeats).map { repetition in
      try meter.measure(
        audit.ratings, profiles: profiles, removing: detection.flagged, targets: targets,
        repetition: repetition, heartbeat: heartbeat)
    }
    return Removal(quality: detection.quality, left: left)
  }

  private func cleanFits(_ heartbeat: () throws -> Void) throws -> [VictimMeasurement] {
    if let clean { return clean }
    let fits = try (0..<audit.configuration.repeats).map { repetition in
      try meter.measure(
        audit.ratings, profiles: [], targets: audit.targets, repetition: repetition,
        heartbeat: heartbeat)
    }
    clean = fits
    return fits
  }

  private func profiles(
    attack name: String, target: Int, _ heartbeat: () throws -> Void
  ) throws -> Profiles {
    if let latest, latest.attack == name, latest.target == target { return latest }
    guard let attack = attacks[name] else {
      throw AttackError.unknownAttack(name: name, known: audit.catalog.names)
    }
    var rng = SeededGenerator(seed: audit.configuration.seed, attack: name, target: target)
    let knowledge = try audit.configuration.knowledge(of: audit.ratings, about: target)
    let clock = ContinuousClock()
    let start = clock.now
    let profiles = try withoutActuallyEscaping(heartbeat) { heartbeat in
      try attack.profiles(
        count: largestCount, target: knowledge.target, knowledge: knowledge.ratings,
        progress: { _, _ in try heartbeat() }, using: &rng)
    }.map(knowledge.inWhole)
    let seconds = (clock.now - start).seconds
    guard profiles.isEmpty || profiles.count == largestCount else {
      throw ExperimentError.profileCount(
        attack: name, expected: largestCount, found: profiles.count)
    }
    let made = Profiles(attack: name, target: target, profiles: profiles, seconds: seconds)
    if let url = profileURL(attack: name, target: target), !profiles.isEmpty {
      try AtomicWriter.createFolder(url.deletingLastPathComponent())
      try profileWriter.write(profiles, against: audit.ratings, to: url.path)
    }
    latest = made
    return made
  }

  /// Makes the profile files that someone removed since their cells were computed.
  private func writeMissingProfiles(_ heartbeat: () throws -> Void) throws {
    for name in audit.configuration.attacks {
      for target in audit.targets {
        guard let url = profileURL(attack: name, target: target),
          !FileManager.default.fileExists(atPath: url.path)
        else { continue }
        _ = try profiles(attack: name, target: target, heartbeat)
      }
    }
  }

  private func profileURL(attack: String, target: Int) -> URL? {
    let name = FileNames.escaped("\(attack)-\(audit.ratings.itemIdentifiers[target])")
    return folder?.appending(path: "profiles/\(name).csv")
  }
}

extension Collection {
  /// The mean of a quantity over the elements; 0 without any.
  func mean(_ quantity: (Element) throws -> Double) rethrows -> Double {
    isEmpty ? 0 : try reduce(0) { $0 + (try quantity($1)) } / Double(count)
  }
}

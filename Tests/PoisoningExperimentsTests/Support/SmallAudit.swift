import Foundation
import PoisoningExperiments
import RecommenderData
import Recommenders

/// Two targets, two sizes (2 and 6 of 40 users) and a quick fit.
func smallConfiguration(attacks: [String] = ["none", "average", "popular"]) -> AuditConfiguration {
  AuditConfiguration(
    attacks: attacks, sizes: [0.05, 0.15], targets: .random(count: 2), fillers: 4, top: 5,
    fit: FactorizationOptions(rank: 4, regularization: 2, sweeps: 8, tolerance: 0), seed: 3,
    resamples: 200)
}

extension AuditResult {
  /// The JSON text with all seconds set to zero.
  func timelessJSON(includingTargets: Bool = true) throws -> String {
    String(decoding: try json(includingTargets: includingTargets), as: UTF8.self)
      .replacing(#/("seconds\w+" : )[-+.e\d]+/#) { $0.1 + "0" }
  }
}

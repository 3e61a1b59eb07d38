public import Foundation

extension AuditResult {
  /// The result as one JSON object with the keys `dataset`, `settings` and `cells`.
  ///
  /// Keys are sorted; the same audit gives the same bytes, but for the values of `secondsAttack`
  /// and `secondsRefit`, whatever the number of threads.
  ///
  /// - Parameter includingTargets: Adds `targets`, the cells of each target, and `heldOut`, what
  ///   the prediction error rests on (`null` without a hold-out).
  /// - Throws: `EncodingError` if a value is not finite.
  public func json(includingTargets: Bool = false) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(Document(result: self, includesTargets: includingTargets))
      + Data("\n".utf8)
  }

  private struct Document: Encodable {
    let result: AuditResult
    let includesTargets: Bool

    enum CodingKeys: String, CodingKey {
      case dataset, settings, cells, heldOut, targets
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(result.dataset, forKey: .dataset)
      try container.encode(result.settings, forKey: .settings)
      try container.encode(result.cells, forKey: .cells)
      if includesTargets {
        try container.encode(result.heldOut, forKey: .heldOut)
        try container.encode(result.targets, forKey: .targets)
      }
    }
  }
}

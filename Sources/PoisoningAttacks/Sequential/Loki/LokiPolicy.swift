internal import Foundation
internal import RecommenderData
public import Tensor
public import TensorLearning

/// What an agent has learned, and of which groups.
public struct LokiPolicy: Codable, Equatable, Sendable {
  /// The names of the groups it chooses among, as ``ItemGroups/names``.
  public let groups: [String]
  /// What values groups.
  public let policy: QPolicy<Float>

  /// A policy for named groups.
  public init(groups: [String], policy: QPolicy<Float>) {
    self.groups = groups
    self.policy = policy
  }

  /// Writes the policy to the file at `path` as JSON, in place of what was there.
  ///
  /// - Throws: `AttackError.file` with the path and the reason.
  public func save(to path: String) throws(AttackError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    do {
      try AtomicFile.write(String(decoding: encoder.encode(self), as: UTF8.self) + "\n", to: path)
    } catch {
      throw Self.failure(path, error)
    }
  }

  /// Reads a policy that ``save(to:)`` wrote; it acts the same to the last bit.
  ///
  /// - Throws: `AttackError.file` if the file cannot be read or holds no policy.
  public init(contentsOf path: String) throws(AttackError) {
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      self = try JSONDecoder().decode(LokiPolicy.self, from: data)
    } catch {
      throw Self.failure(path, error)
    }
    guard groups.count == policy.network.actionCount else {
      throw .file(
        path: path,
        reason: "names \(groups.count) groups for a policy of \(policy.network.actionCount)")
    }
  }

  private static func failure(_ path: String, _ error: any Error) -> AttackError {
    switch error {
    case DataError.file(_, let reason): .file(path: path, reason: reason)
    case DecodingError.dataCorrupted(let context), DecodingError.keyNotFound(_, let context),
      DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      .file(path: path, reason: "holds no policy: \(context.debugDescription)")
    default: .file(path: path, reason: FileFailure.reason(error))
    }
  }
}

internal import Foundation
internal import RecommenderData

extension ModelFile {
  /// Why a file cannot be read or written, without its name.
  static func reason(_ error: DataError) -> String {
    switch error {
    case .file(_, let reason): reason
    default: "\(error)"
    }
  }

  /// The error of a file that could not be decoded.
  static func failure(_ error: any Error, path: String) -> SupportVectorError {
    func name(_ keys: [any CodingKey]) -> String {
      keys.reduce("") { name, key in
        if let index = key.intValue { return "\(name)[\(index)]" }
        return name.isEmpty ? key.stringValue : "\(name).\(key.stringValue)"
      }
    }
    guard let error = error as? DecodingError else {
      return .file(path: path, reason: error.localizedDescription)
    }
    let (keys, reason): ([any CodingKey], String)
    switch error {
    case .keyNotFound(let key, let context):
      (keys, reason) = (context.codingPath + [key], "is missing")
    case .valueNotFound(_, let context):
      (keys, reason) = (context.codingPath, "has no value")
    case .typeMismatch(_, let context):
      (keys, reason) = (context.codingPath, "is of the wrong kind")
    case .dataCorrupted(let context):
      let isOurs = context.debugDescription.hasPrefix("holds ")
      (keys, reason) = (
        context.codingPath, isOurs ? context.debugDescription : "has a value that cannot be used"
      )
    @unknown default:
      (keys, reason) = ([], "")
    }
    guard !keys.isEmpty else {
      return .file(
        path: path, reason: "is not a whole JSON object, as a model is; it may have been cut off")
    }
    return .field(path: path, field: name(keys), reason: reason)
  }
}

extension KeyedDecodingContainer {
  /// The value of a field; an error names it.
  ///
  /// Foundation's decoder says nothing of where a number stands that is too large or has a sign or a
  /// point where there must be none.
  func value<Value: Decodable>(_ key: Key) throws -> Value {
    do {
      return try decode(Value.self, forKey: key)
    } catch let error as DecodingError {
      guard case .dataCorrupted(let context) = error, context.codingPath.isEmpty else {
        throw error
      }
      throw unusable(key)
    } catch {
      throw unusable(key)
    }
  }

  private func unusable(_ key: Key) -> DecodingError {
    .dataCorrupted(.init(codingPath: codingPath + [key], debugDescription: ""))
  }
}

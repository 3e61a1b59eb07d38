internal import ArgumentParser

/// Options that cannot stand beside each other.
enum OptionConflict {
  /// Refuses the first of some options that was given beside `option`.
  ///
  /// - Throws: `ValidationError` naming both.
  static func reject(_ option: String, with others: [(name: String, isGiven: Bool)]) throws {
    if let other = others.first(where: \.isGiven) {
      throw ValidationError("\(option) and \(other.name) exclude each other")
    }
  }
}

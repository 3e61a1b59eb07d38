/// A reader under test: valid inputs to start from, and what must hold for any input.
package protocol FuzzSubject: Sendable {
  /// The reader's name in reports.
  var name: String { get }
  /// Valid inputs, made by the package's own writers.
  var seeds: [[UInt8]] { get }
  /// Reads `input` and checks that what comes of it is right.
  ///
  /// - Throws: `FuzzFinding` if it is not; a crash or a hang is for the caller to notice.
  func outcome(of input: [UInt8]) throws(FuzzFinding) -> FuzzOutcome
  /// An input a little different from `input`.
  func mutated(_ input: [UInt8], using mutator: inout Mutator) -> [UInt8]
}

extension FuzzSubject {
  /// Bytes are changed where they stand, half of the time those of a valid input.
  package func mutated(_ input: [UInt8], using mutator: inout Mutator) -> [UInt8] {
    let isFresh = mutator.number(below: 2) == 0
    return mutator.mutated(isFresh ? mutator.other() ?? input : input)
  }
}

/// What a reader made of an input.
package enum FuzzOutcome: Sendable {
  /// A valid result.
  case accepted
  /// A typed error with a good message.
  case rejected
}

/// Something that must hold for every input, and does not for one.
package struct FuzzFinding: Error, CustomStringConvertible {
  /// What does not hold.
  package let description: String

  /// A finding that says what does not hold.
  package init(_ description: String) {
    self.description = description
  }

  /// Throws a finding unless `condition` holds.
  static func check(_ condition: Bool, _ text: @autoclosure () -> String) throws(FuzzFinding) {
    guard condition else { throw FuzzFinding(text()) }
  }

  /// What reading a file whole gives, after a check that in small pieces it gives the same.
  static func agreed<Reading, Failure: Error>(
    _ whole: Result<Reading, Failure>, _ pieces: Result<Reading, Failure>,
    by areEqual: (Reading, Reading) -> Bool
  ) throws(FuzzFinding) -> Result<Reading, Failure> {
    switch (whole, pieces) {
    case (.failure, .failure): break
    case (.success(let reading), .success(let again)):
      try check(areEqual(reading, again), "in small pieces something else is read")
    case (.failure(let error), .success), (.success, .failure(let error)):
      throw FuzzFinding("whole or in pieces makes a difference: \(error)")
    }
    return whole
  }

  /// Checks an error's message: one line without control characters that begins with the path.
  static func check(message: String, names path: String) throws(FuzzFinding) {
    try check(message.hasPrefix(path + ":"), "the message does not name the path: \(message)")
    for scalar in message.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator:
        throw FuzzFinding("the message holds U+\(String(scalar.value, radix: 16)): \(message)")
      default: break
      }
    }
  }
}

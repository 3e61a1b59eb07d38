extension InteractionLog {
  /// The users of this log as fake ones against another: the way back from a file of fake users.
  ///
  /// ```swift
  /// let file = try InteractionReader(layout: .sequences).read("fakes.txt").log
  /// let poisoned = try log.injecting(file.fakeSequences(against: log))
  /// ```
  ///
  /// - Parameter log: The log under attack; items are matched by their identifiers.
  /// - Returns: A sequence for each user, in order.
  /// - Throws: `DataError.invalidArgument` for an item that `log` lacks.
  /// - Complexity: O(items of both + actions of this one).
  public func fakeSequences(against log: InteractionLog) throws(DataError) -> [FakeSequence] {
    let known = IdentifierIndex(log.itemIdentifiers)
    var places: [Int] = []
    for identifier in itemIdentifiers {
      guard let place = known[identifier] else {
        throw .invalidArgument(
          name: "item '\(LineFailure.excerpt(identifier.utf8))'",
          requirement: "the sequences under attack have no such item")
      }
      places.append(place)
    }
    return (0..<userCount).map { user in
      FakeSequence(items: sequence(of: user).map { places[Int($0)] })
    }
  }
}

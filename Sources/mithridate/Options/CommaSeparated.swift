internal import ArgumentParser

/// A list given as one argument, its elements separated by commas.
struct CommaSeparated<Element: ExpressibleByArgument & Sendable>: ExpressibleByArgument, Sendable {
  /// The elements in the order given.
  let elements: [Element]

  /// A list of `elements`.
  init(_ elements: [Element]) {
    self.elements = elements
  }

  /// The list that `argument` spells, or `nil` if an element cannot be read.
  init?(argument: String) {
    var elements: [Element] = []
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let trimmed = String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      guard let element = Element(argument: trimmed) else { return nil }
      elements.append(element)
    }
    self.elements = elements
  }

  /// The list as it is typed, shown as the default value in help.
  var defaultValueDescription: String {
    elements.map(\.defaultValueDescription).joined(separator: ",")
  }
}

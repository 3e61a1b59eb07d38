/// Names for injected users that no user of the data bears.
struct FakeUserNames {
  /// What stands before the number.
  private let prefix: String
  private let taken: Set<String>

  /// Names that begin with `prefix` and are not among `identifiers`.
  init(prefix: String, taken identifiers: [String]) {
    self.prefix = prefix
    taken = Set(identifiers.lazy.filter { $0.hasPrefix(prefix) })
  }

  /// The first `count` names whose number is above `number`.
  func names(_ count: Int, after number: Int) -> [String] {
    var names: [String] = []
    var number = number
    while names.count < count {
      number += 1
      let name = "\(prefix)\(number)"
      if !taken.contains(name) { names.append(name) }
    }
    return names
  }
}

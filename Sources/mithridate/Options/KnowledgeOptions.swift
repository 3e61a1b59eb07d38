internal import ArgumentParser

/// The options that say how much of the ratings an attacker knows.
struct KnowledgeOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Share of the ratings that the attacker knows, those nearest to the target, in (0, 1]. \
      (default: all)
      """, valueName: "share"))
  var observed: Double?

  func validate() throws {
    if let observed, !(observed > 0 && observed <= 1) {
      throw ValidationError("--observed: \(observed) is not above 0 and at most 1")
    }
  }
}

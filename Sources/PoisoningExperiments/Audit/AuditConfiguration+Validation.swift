public import PoisoningAttacks
public import RecommenderData
internal import Recommenders

extension AuditConfiguration {
  /// Checks every option against the data, before anything is computed.
  ///
  /// - Parameters:
  ///   - ratings: The data to audit.
  ///   - catalog: The attacks that there are.
  /// - Throws: `ExperimentError.invalidOption` naming the option; `AttackError.unknownAttack` or
  ///   `.fillersOutOfRange`; `RecommenderError` for hyperparameters of a fit, `.tooLarge` only where the victim
  ///   or an attack is fitted.
  public func validate(for ratings: RatingMatrix, catalog: AttackCatalog = .standard) throws {
    guard ratings.normalUserCount > 0 else {
      throw ExperimentError.invalidOption(name: "ratings", requirement: "no user is in the data")
    }
    guard ratings.fakeUserCount == 0 else {
      throw ExperimentError.invalidOption(
        name: "ratings", requirement: "\(ratings.fakeUserCount) injected users are in the data")
    }
    try validateLists(catalog: catalog)
    try AttackBudget(fillers: fillers).validate(itemCount: ratings.itemCount)
    func require(
      _ condition: Bool, _ name: String, _ requirement: String
    ) throws(ExperimentError) {
      guard condition else { throw .invalidOption(name: name, requirement: requirement) }
    }
    try require(top >= 1, "top", "\(top) is not at least 1")
    try require(repeats >= 1, "repeats", "\(repeats) is not at least 1")
    try require(resamples >= 1, "resamples", "\(resamples) is not at least 1")
    if let problem = optimization.problem {
      throw ExperimentError.invalidOption(name: problem.name, requirement: problem.requirement)
    }
    if let problem = graph.problem {
      throw ExperimentError.invalidOption(name: problem.name, requirement: problem.requirement)
    }
    try graph.walk.validate()
    if victim == .randomWalk {
      try require(repeats == 1, "repeats", "random walks have no random start to repeat with")
      try require(holdOut == nil, "holdOut", "random walks predict no ratings")
    }
    let made = try attacks.map { try catalog.attack(named: $0) }
    if victim == .randomWalk || made.contains(where: { $0 is GraphAttack }) {
      try ratings.requireScaleOfWeights()
    }
    if let problem = guarding.problem {
      throw ExperimentError.invalidOption(name: problem.name, requirement: problem.requirement)
    }
    // Where nothing is fitted, nothing is needed of memory.
    try surrogate.validate()
    if victim == .matrixFactorization || made.contains(where: \.fitsModel) {
      try surrogate.validate(userCount: ratings.userCount + 1, itemCount: ratings.itemCount)
    }
    if let holdOut {
      try require(holdOut > 0 && holdOut < 1, "holdOut", "\(holdOut) is not between 0 and 1")
    }
    if let observed {
      try require(
        observed > 0 && observed <= 1, "observed", "\(observed) is not above 0 and at most 1")
    }
    let largest = sizes.max() ?? 0
    let fakeUsers = try AttackBudget.fakeUserCount(
      size: largest, normalUsers: ratings.normalUserCount)
    let scalarSize = precision == .double ? 8 : 4
    try fit.validate(scalarSize: scalarSize)
    if victim == .matrixFactorization {
      try fit.validate(
        userCount: ratings.userCount + fakeUsers, itemCount: ratings.itemCount,
        scalarSize: scalarSize)
    }
  }

  private func validateLists(catalog: AttackCatalog) throws {
    guard !attacks.isEmpty else {
      throw ExperimentError.invalidOption(name: "attacks", requirement: "at least one is needed")
    }
    for (index, attack) in attacks.enumerated() {
      _ = try catalog.attack(named: attack)
      guard !attacks[..<index].contains(attack) else {
        throw ExperimentError.invalidOption(
          name: "attacks", requirement: "\"\(attack)\" is given twice")
      }
    }
    guard !sizes.isEmpty else {
      throw ExperimentError.invalidOption(name: "sizes", requirement: "at least one is needed")
    }
    for (index, size) in sizes.enumerated() {
      guard size > 0, size <= 1 else {
        throw ExperimentError.invalidOption(
          name: "sizes", requirement: "\(size) is not above 0 and at most 1")
      }
      guard !sizes[..<index].contains(size) else {
        throw ExperimentError.invalidOption(name: "sizes", requirement: "\(size) is given twice")
      }
    }
  }
}

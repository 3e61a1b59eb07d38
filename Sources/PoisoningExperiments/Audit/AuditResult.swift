internal import RecommenderData
internal import Tensor

/// What an audit found: a row for each attack and size, and the cells behind them.
public struct AuditResult: Hashable, Sendable {
  /// The size of the data.
  public struct Dataset: Hashable, Codable, Sendable {
    /// The number of users.
    public let users: Int
    /// The number of items.
    public let items: Int
    /// The number of ratings.
    public let ratings: Int
  }

  /// What the prediction error rests on.
  public struct HeldOut: Hashable, Codable, Sendable {
    /// The number of ratings compared.
    public let ratings: Int
    /// The number of test ratings left out because their user is not in the data.
    public let unknownUsers: Int
    /// The number of test ratings left out because their item is not in the data.
    public let unknownItems: Int
    /// The number of test ratings that the data hold too.
    public let knownPairs: Int

    /// What the error of `ratings` rests on.
    init(_ ratings: HeldOutRatings) {
      self.ratings = ratings.ratings.count
      unknownUsers = ratings.unknownUsers
      unknownItems = ratings.unknownItems
      knownPairs = ratings.knownPairs
    }
  }

  /// The size of the data.
  public let dataset: Dataset
  /// The settings of the audit.
  public let settings: AuditConfiguration
  /// What the prediction error rests on; `nil` if nothing was held out.
  public let heldOut: HeldOut?
  /// Means over targets, for each attack and in it for each size.
  public let cells: [AuditSummary]
  /// The cells of each attack, in it of each target, and in it of each size.
  public let targets: [AuditCell]

  /// Sums up the cells of an audit, which are for each attack, target and size in this order.
  init(_ audit: Audit, cells: [AuditCell]) throws {
    let settings = audit.configuration
    dataset = Dataset(
      users: audit.ratings.userCount, items: audit.ratings.itemCount, ratings: audit.ratings.count)
    self.settings = settings
    heldOut = audit.heldOut.map(HeldOut.init)
    targets = cells
    self.cells = try settings.attacks.flatMap { attack in
      try settings.sizes.map { size in
        var rng = SeededGenerator(
          seed: settings.seed, purpose: "bootstrap " + attack, part: size.bitPattern)
        return try AuditSummary(
          attack: attack, size: size,
          cells: cells.filter { $0.attack == attack && $0.size == size },
          resamples: settings.resamples, using: &rng)
      }
    }
  }
}

extension AuditResult.HeldOut: CustomStringConvertible {
  /// What was compared and what was not, in one line.
  public var description: String {
    var parts = ["RMSE and MAE on \(ratings) ratings held out"]
    if unknownUsers > 0 { parts.append("\(unknownUsers) left out, their users unknown") }
    if unknownItems > 0 { parts.append("\(unknownItems) left out, their items unknown") }
    if knownPairs > 0 { parts.append("\(knownPairs) of them are fitted too, so not held out") }
    return parts.joined(separator: "; ")
  }
}

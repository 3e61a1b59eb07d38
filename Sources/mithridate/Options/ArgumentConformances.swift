public import ArgumentParser
public import PoisoningAttacks
public import PoisoningDetection
public import PoisoningExperiments
public import RecommenderData
public import RecommenderInfluence
public import Recommenders

extension AttackGradient: ExpressibleByArgument {}
extension FactorizationOptions.Acceleration: ExpressibleByArgument {}
extension DetectorChoice: ExpressibleByArgument {}
extension DuplicatePolicy: ExpressibleByArgument {}
extension InfluenceAim: ExpressibleByArgument {}
extension InfluenceCurvature: ExpressibleByArgument {}
extension InteractionLayout: ExpressibleByArgument {}
extension ItemSampling: ExpressibleByArgument {}
extension OutcomeEstimator: ExpressibleByArgument {}
extension PromotionGoal: ExpressibleByArgument {}
extension NextItemModel: ExpressibleByArgument {}
extension InteractionWriter.Layout: ExpressibleByArgument {}
extension ScalarPrecision: ExpressibleByArgument {}
extension SyntheticRatings.Preset: ExpressibleByArgument {}
extension SyntheticSequences.Preset: ExpressibleByArgument {}
extension UserFeature: ExpressibleByArgument {}
extension VictimChoice: ExpressibleByArgument {}
extension WalkInfluenceForm: ExpressibleByArgument {}

extension ColumnSeparator: ExpressibleByArgument {
  /// The name of the separator, `double-colon` among them.
  public init?(argument: String) {
    guard let match = Self.allCases.first(where: { $0.argumentName == argument }) else {
      return nil
    }
    self = match
  }

  /// The names that are valid.
  public static var allValueStrings: [String] { allCases.map(\.argumentName) }

  private var argumentName: String { self == .doubleColon ? "double-colon" : rawValue }
}

/// A rating scale as it is typed: `1:5` or, in steps of a half, `0.5:4:0.5`.
struct ScaleArgument: ExpressibleByArgument {
  /// The scale.
  let scale: RatingScale

  /// The scale that `argument` spells, or `nil`.
  init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false).map {
      Double(String($0))
    }
    guard (2...3).contains(parts.count), let minimum = parts[0], let maximum = parts[1],
      let step = parts.count == 3 ? parts[2] : 1,
      let scale = try? RatingScale(minimum: minimum, maximum: maximum, step: step)
    else { return nil }
    self.scale = scale
  }
}

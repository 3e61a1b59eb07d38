internal import PoisoningAttacks
internal import PoisoningDetection
internal import PoisoningExperiments
internal import RecommenderData
internal import RecommenderInfluence
internal import Recommenders
internal import TensorLearning

/// What a library's error means on the command line: the option that is wrong, and what is valid.
enum OptionMessage {
  /// The message for `error`, or `nil` for one that is not about an option.
  static func text(for error: any Error) -> String? {
    switch error {
    case ExperimentError.invalidOption(let name, let requirement),
      RecommenderError.invalidOption(let name, let requirement),
      InfluenceError.invalidOption(let name, let requirement),
      LearningError.invalidOption(let name, let requirement):
      "\(option(name)): \(requirement)"
    case InfluenceError.invalidScenario("targets", let requirement):
      "--targets: \(requirement)"
    case InfluenceError.invalidScenario("target users", let requirement):
      "--target-users: \(requirement)"
    case RecommenderError.tooLarge:
      "--rank: \(error)"
    case ExperimentError.unknownTarget(let identifier):
      "--target: no item of the ratings is named '\(identifier)'"
    case ExperimentError.targetRatedByAll(let identifier):
      "--target: every user has rated '\(identifier)', so it can be recommended to none"
    case ExperimentError.tooFewTargets(let asked, let eligible):
      """
      --target-count: \(asked) is more than the \(eligible) items that someone, but not everyone, \
      has rated
      """
    case ExperimentError.nothingHeldOut:
      "--test: \(error)"
    case ExperimentError.otherConfiguration, ExperimentError.otherData:
      "--out: \(error)"
    case DetectionError.otherScale(let expected, _):
      """
      \(error); --scale \(expected.lowerBound.shortText):\(expected.upperBound.shortText) says that they are on the same \
      one, if none lies outside
      """
    case AttackError.unknownAttack(let name, let known):
      "--attacks: '\(name)' is not one of \(known.joined(separator: ", "))"
    case AttackError.invalidOption(let attack, let name, let requirement) where attack == "loki":
      "\(option(name)): \(requirement)"
    case AttackError.fillersOutOfRange(let fillers, let maximum):
      maximum < 1
        ? "--fillers: the ratings have no item besides the target"
        : "--fillers: \(fillers) is not from 1 to \(maximum), the number of other items"
    case AttackError.invalidSize(let size):
      "--size: \(size) is not above 0 and at most 1"
    case DataError.conflictingRatings:
      "\(error); --duplicates first, last or mean would choose"
    case DataError.ambiguousLayout(let path, let option, let reason):
      "\(path): \(reason); set \(readerOptions[option] ?? option)"
    case DataError.invalidArgument(let name, let requirement):
      syntheticOptions[name].map { "\($0): \(requirement)" }
    default:
      nil
    }
  }

  /// The options that say how sequences are read, by what the library calls them, and their values.
  private static let readerOptions = [
    "layout": "--layout sequences, pairs or timed",
    "separator": "--separator tab, comma, blanks or double-colon",
    "hasHeader": "--header or --no-header",
  ]

  /// The options of `dataset`'s commands, by what the library calls them.
  private static let syntheticOptions = [
    "userCount": "--users", "itemCount": "--items", "ratingCount": "--rating-count",
    "minimumPerUser": "--items", "actionCount": "--actions", "minimum": "--minimum",
  ]

  /// The option that sets what the libraries call `name`.
  private static func option(_ name: String) -> String {
    if name == "holdOut" { return "--holdout" }
    if name == "local.epochs" { return "--local-epochs" }
    return "--"
      + name.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined()
  }
}

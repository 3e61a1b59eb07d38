/// Why an experiment cannot be run or resumed.
public enum ExperimentError: Error, Equatable, Sendable {
  /// An option outside its range; `requirement` says what is valid.
  case invalidOption(name: String, requirement: String)
  /// A target identifier that is not an item of the data.
  case unknownTarget(identifier: String)
  /// A target that every normal user has rated, so that nobody can be recommended it.
  case targetRatedByAll(identifier: String)
  /// More random targets than the data have eligible items.
  case tooFewTargets(asked: Int, eligible: Int)
  /// No held-out rating has a user and an item that the model knows.
  case nothingHeldOut(ratings: Int, unknownUsers: Int, unknownItems: Int)
  /// An attack returned neither no profile nor as many as asked for.
  case profileCount(attack: String, expected: Int, found: Int)
  /// The folder holds the cells of another configuration; `differing` names its options.
  case otherConfiguration(folder: String, differing: [String])
  /// The folder holds the cells of another data set.
  case otherData(folder: String)
  /// A figure is wanted, and no gnuplot is in the folders of `PATH`.
  case gnuplotMissing
  /// gnuplot ended with an error.
  case gnuplotFailed(status: Int, message: String)
  /// A file that cannot be read or written.
  case file(path: String, reason: String)
}

extension ExperimentError: CustomStringConvertible {
  /// The error in one line.
  public var description: String {
    switch self {
    case .invalidOption(let name, let requirement):
      "\(name): \(requirement)"
    case .unknownTarget(let identifier):
      "target: no item of the data is named \"\(identifier)\""
    case .targetRatedByAll(let identifier):
      "target: every user has rated \"\(identifier)\", so it can be recommended to none"
    case .tooFewTargets(let asked, let eligible):
      """
      targetCount: \(asked) targets, and the data have \(eligible) items that someone, but not \
      everyone, has rated
      """
    case .nothingHeldOut(let ratings, let unknownUsers, let unknownItems):
      """
      none of the \(ratings) held-out ratings is by a user (\(unknownUsers) unknown) and of an item \
      (\(unknownItems) unknown) of the data
      """
    case .profileCount(let attack, let expected, let found):
      "the attack \(attack) returned \(found) profiles instead of \(expected)"
    case .otherConfiguration(let folder, let differing):
      """
      \(folder): holds results for other settings (\(differing.joined(separator: ", "))); give \
      another folder, or remove this one
      """
    case .otherData(let folder):
      "\(folder): holds results for other data; give another folder, or remove this one"
    case .gnuplotMissing:
      "gnuplot draws figures and is not installed; on Debian: apt install gnuplot-nox"
    case .gnuplotFailed(let status, let message):
      "gnuplot ended with status \(status): \(message)"
    case .file(let path, let reason):
      "\(path): \(reason)"
    }
  }
}

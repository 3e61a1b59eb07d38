/// Why an attack cannot be made as asked.
public enum AttackError: Error, Equatable, Sendable {
  /// No attack has this name; `known` lists those there are.
  case unknownAttack(name: String, known: [String])
  /// A target that is not an item of the matrix.
  case targetOutOfRange(target: Int, itemCount: Int)
  /// A number of fillers that leaves no distinct items for them; `maximum` is items − 1.
  case fillersOutOfRange(fillers: Int, maximum: Int)
  /// A negative number of fake users.
  case invalidCount(Int)
  /// An attack size outside (0, 1].
  case invalidSize(Double)
  /// The attacker knows no rating by a normal user, hence no mean and no popular item.
  case nothingKnown
  /// A number of actions of each fake user below 1.
  case invalidLength(Int)
  /// A simulator with no model of the attacker in it.
  case noSimulator
  /// An option of an attack outside its range; `requirement` says what is valid.
  case invalidOption(attack: String, name: String, requirement: String)
  /// Every user whose list counts has rated the target, which no list of theirs can hold.
  case nobodyToReach(users: Int, target: String)
  /// The gradient of stationary points was asked for, and a fit did not come near one.
  case notStationary(sweeps: Int, gradientNorm: Double)
  /// A number that an attack is chosen by, and that is NaN or infinite.
  case notFinite(what: String)
  /// A file of an attack that cannot be read or written.
  case file(path: String, reason: String)
}

extension AttackError: CustomStringConvertible {
  /// The error in one line.
  public var description: String {
    switch self {
    case .unknownAttack(let name, let known):
      "no attack is named \"\(name)\"; the attacks are \(known.joined(separator: ", "))"
    case .targetOutOfRange(let target, let itemCount):
      "target \(target) is not one of the \(itemCount) items"
    case .fillersOutOfRange(let fillers, let maximum):
      maximum < 1
        ? "\(fillers) filler items: with so few items there is none besides the target"
        : "\(fillers) filler items: a number from 1 to \(maximum) is possible"
    case .invalidCount(let count):
      "\(count) fake users: the number must not be negative"
    case .invalidLength(let length):
      "\(length) actions of each fake user: at least 1 is needed"
    case .noSimulator:
      "the simulator holds no model: at least one besides the victim is needed"
    case .invalidSize(let size):
      "the attack size \(size) is not in (0, 1]"
    case .notFinite(let what):
      "\(what) is not a finite number; a model of the simulator may have diverged"
    case .nothingKnown:
      "the attacker knows no rating by a normal user"
    case .nobodyToReach(let users, let target):
      "all \(users) users whose lists are aimed at have rated the target \"\(target)\" already"
    case .notStationary(let sweeps, let gradientNorm):
      "the gradient norm of the attacker's model is still \(gradientNorm) after \(sweeps) sweeps; the "
        + "stationary gradient needs less"
    case .file(let path, let reason):
      "\(path): \(reason)"
    case .invalidOption(let attack, let name, let requirement):
      "\(name) of the attack \(attack): \(requirement)"
    }
  }
}

internal import ArgumentParser
internal import Foundation
internal import PoisoningDetection
internal import Recommenders

/// Adds to the parser's message on a value that it cannot read what could stand there.
enum ValidValues {
  /// `message`, with what is valid for the option that it names, if that is known.
  static func completing(_ message: String) -> String {
    if let names = commands(insteadOf: message) {
      return "\(message); the commands are \(names.joined(separator: ", "))"
    }
    guard message.hasPrefix("The value ") || message.hasPrefix("Missing value "),
      let start = message.range(of: "'--")
    else { return message }
    let name = message[start.upperBound...].prefix { $0.isLetter || $0 == "-" }
    guard let valid = valid[String(name)] else { return message }
    return "\(message); \(valid) is valid"
  }

  /// The commands that could stand where an argument is that `message` says is unexpected, if that
  /// is the place of a command.
  private static func commands(insteadOf message: String) -> [String]? {
    var configuration = MithridateCommand.configuration
    for argument in CommandLine.arguments.dropFirst() {
      let next = configuration.subcommands.first {
        $0.configuration.commandName == argument
      }
      if let next {
        configuration = next.configuration
      } else if message.hasPrefix("Unexpected argument '\(argument)'") {
        let names = configuration.subcommands.compactMap { $0.configuration.commandName }
        return names.isEmpty ? nil : names
      } else {
        return nil
      }
    }
    return nil
  }

  private static let valid: [String: String] = {
    var valid = [
      "seed": "a whole number from 0 to \(UInt64.max)",
      "regularization": "a number above 0",
      "tolerance": "a number from 0 to below 1",
      "gradient-tolerance": "a number from 0",
      "holdout": "a number between 0 and 1",
      "size": "a number above 0 and at most 1",
      "observed": "a number above 0 and at most 1",
      "shares": "a list of numbers above 0 and at most 1, such as 0.2,1,",
      "seeds": "a list of whole numbers from 0 to \(UInt64.max), such as 1,2,3,",
      "attacker-ranks": "a list of whole numbers from 1, such as 32,64,",
      "sizes": "a list of numbers above 0 and at most 1, such as 0.01,0.05,",
      "scale": "a range such as 1:5, or 0.5:4:0.5 with its step,",
      "sweeps": "a whole number from 0",
      "gradient": "published, one-sweep, refit, refit:20 or stationary",
      "loss-width": "a number above 0",
      "initial-loss-width": "a number above 0",
      "sparsity": "a number from 0",
      "start-rating": "a number from 0 to 1",
      "features": "a list of \(UserFeature.allCases.map(\.rawValue).joined(separator: ", ")),",
      "step-length": "a number above 0 and at most 1",
    ]
    for name in ["victims", "simulators"] {
      valid[name] = "a list of \(NextItemModel.allCases.map(\.rawValue).joined(separator: ", ")),"
    }
    for name in [
      "rank", "threads", "target-count", "fillers", "top", "repeats", "min-user", "min-item",
      "users", "items", "rating-count", "actions", "minimum", "steps", "influential-users",
      "attacker-rank",
    ] {
      valid[name] = "a whole number from 1"
    }
    return valid
  }()
}

internal import ArgumentParser
internal import Foundation

/// An error as the tool reports it.
struct Failure {
  private let error: any Error

  /// A failure because of `error`.
  init(_ error: any Error) {
    self.error = error
  }

  /// Prints what happened and returns the exit code: 0 for a request for help, 130 after Ctrl-C,
  /// 2 for every error.
  func report() -> Int32 {
    if error is Interruption {
      Terminal.writeError("mithridate: interrupted; no file is half-written\n")
      return 130
    }
    if MithridateCommand.exitCode(for: error) == .success {
      do {
        try Terminal.write(MithridateCommand.fullMessage(for: error) + "\n")
        return 0
      } catch {
        return Failure(error).report()
      }
    }
    Terminal.writeError("mithridate: error: \(line)\n")
    return 2
  }

  /// The message, on one line.
  private var line: String {
    let text =
      OptionMessage.text(for: error)
      ?? ValidValues.completing(MithridateCommand.message(for: error))
    return text.split { $0.isNewline || $0 == "\t" }.joined(separator: " ")
  }
}

/// The user asked to stop with Ctrl-C.
struct Interruption: Error {}

/// A request that the tool cannot carry out; the message names the option and what is valid.
struct UsageError: Error, CustomStringConvertible {
  /// The error in one line.
  let description: String

  /// An error with the given message.
  init(_ description: String) {
    self.description = description
  }
}

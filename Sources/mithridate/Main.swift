internal import ArgumentParser
internal import Foundation

/// The entry point: runs a command and turns every failure into one line and exit code 2.
@main
enum Main {
  static func main() {
    Terminal.prepare()
    do {
      var command = try MithridateCommand.parseAsRoot()
      try command.run()
    } catch {
      exit(Failure(error).report())
    }
  }
}

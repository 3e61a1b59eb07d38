import Foundation

extension Tool {
  /// Starts the tool, presses Ctrl-C once it has said something on standard error, and waits for it.
  func interrupt(_ arguments: String) throws -> (process: Process, error: String) {
    let error = Pipe()
    let process = try Self.withInterrupts {
      try start(
        arguments.split(separator: " ").map(String.init), output: FileHandle.nullDevice,
        error: error)
    }
    // What it says of the ratings comes with the first step.
    var text = error.fileHandleForReading.availableData
    process.interrupt()
    text += try error.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process, String(decoding: text, as: UTF8.self))
  }

  /// Starts what `body` starts so that SIGINT reaches it: threads that tests run on block it, and
  /// their children do as they do.
  private static func withInterrupts<Result>(_ body: () throws -> Result) rethrows -> Result {
    var (interrupt, before) = (sigset_t(), sigset_t())
    sigemptyset(&interrupt)
    sigaddset(&interrupt, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &interrupt, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    return try body()
  }
}

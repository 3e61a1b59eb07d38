internal import ArgumentParser
internal import Tensor

/// How many threads a command uses.
struct ThreadOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: "Threads to use; never changes a result. (default: all processors)")
  var threads: Int?

  func validate() throws {
    if let threads, threads < 1 {
      throw ValidationError("--threads: \(threads) is not at least 1")
    }
  }

  /// The threads to use.
  var parallelism: Parallelism { threads.map { Parallelism(threads: $0) } ?? .automatic }
}

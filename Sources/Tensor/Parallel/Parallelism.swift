internal import Dispatch
internal import Synchronization

/// How many threads a parallel loop may use; never what it computes.
///
/// Work is cut into chunks of a size that the algorithm fixes, whatever the number of threads.
/// Each chunk writes its own slot, and partial results are combined in chunk order, so results
/// have the same bits for any number of threads. A loop inside the body of a threaded one runs on
/// the thread of that body: loops nest, threads do not multiply.
public struct Parallelism: Hashable, Sendable {
  /// The greatest number of threads that work at the same time.
  public let threads: Int

  /// Whether the current thread works for a threaded loop already.
  @TaskLocal static var isWorking = false

  /// Parallelism on at most `threads` threads, at least one.
  public init(threads: Int) {
    precondition(threads >= 1, "a loop needs at least one thread, not \(threads)")
    self.threads = threads
  }

  /// One thread for each active processor of the machine.
  public static var automatic: Parallelism {
    Parallelism(threads: max(1, ProcessorCount.active))
  }

  /// One thread: the calling one.
  public static let serial = Parallelism(threads: 1)

  /// Runs `body` on consecutive chunks of `0..<count` and returns its results in chunk order.
  ///
  /// - Parameters:
  ///   - count: The number of elements to cover.
  ///   - chunk: The number of elements in a chunk, the last one excepted; a constant of the
  ///     algorithm, not of the machine.
  ///   - body: Called once for each chunk, concurrently.
  /// - Throws: The error of the first chunk, in chunk order, whose body throws; later chunks may
  ///   then be left out.
  public func map<Result: Sendable, Failure: Error>(
    count: Int, chunk: Int, _ body: @Sendable (Range<Int>) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    try map(count: count, chunk: chunk, workspace: {}) { range, _ throws(Failure) in
      try body(range)
    }
  }

  /// Runs `body` on consecutive chunks of `0..<count`, with a workspace for each thread.
  ///
  /// - Parameters:
  ///   - count: The number of elements to cover.
  ///   - chunk: The number of elements in a chunk, the last one excepted.
  ///   - workspace: Makes the scratch memory of one thread. A chunk must not read what an earlier
  ///     one left in it: which chunks share a workspace depends on the number of threads.
  ///   - body: Called once for each chunk, concurrently.
  /// - Throws: The error of the first chunk, in chunk order, whose body throws.
  public func map<Workspace, Result: Sendable, Failure: Error>(
    count: Int, chunk: Int, workspace: @Sendable () -> Workspace,
    _ body: @Sendable (Range<Int>, inout Workspace) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    precondition(count >= 0 && chunk >= 1, "\(count) elements in chunks of \(chunk)")
    let chunks = (count + chunk - 1) / chunk
    let workers = Self.isWorking ? 1 : min(threads, chunks)
    if workers <= 1 {
      guard chunks > 0 else { return [] }
      var scratch = workspace()
      var results: [Result] = []
      results.reserveCapacity(chunks)
      for index in 0..<chunks {
        results.append(try body(range(of: index, count, chunk), &scratch))
      }
      return results
    }
    var slots = [Swift.Result<Result, Failure>?](repeating: nil, count: chunks)
    slots.withUnsafeMutableBufferPointer { buffer in
      // Chunks are handed out one at a time and each writes its own slot only.
      nonisolated(unsafe) let slots = buffer
      let next = Atomic<Int>(0)
      let failed = Atomic<Bool>(false)
      @Sendable func work() {
        var scratch = workspace()
        while !failed.load(ordering: .relaxed) {
          let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard index < chunks else { return }
          do throws(Failure) {
            slots[index] = .success(try body(range(of: index, count, chunk), &scratch))
          } catch {
            slots[index] = .failure(error)
            failed.store(true, ordering: .relaxed)
          }
        }
      }
      DispatchQueue.concurrentPerform(iterations: workers) { _ in
        Self.$isWorking.withValue(true) { work() }
      }
    }
    // Chunks start in order, so every chunk before the first failed one has finished.
    var results: [Result] = []
    results.reserveCapacity(chunks)
    for case let slot? in slots { results.append(try slot.get()) }
    return results
  }

  private func range(of index: Int, _ count: Int, _ chunk: Int) -> Range<Int> {
    index * chunk..<Swift.min(count, (index + 1) * chunk)
  }
}

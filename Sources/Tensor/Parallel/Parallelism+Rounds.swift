internal import Dispatch
internal import Foundation
internal import Synchronization

extension Parallelism {
  /// How often a thread that waits for others looks again before it lets other threads run.
  private static var spins: Int { 1 << 12 }

  /// Runs rounds of tasks; those of a round start when the round before it is over.
  ///
  /// One call serves all rounds, since waking threads for each takes longer than a short round does. A
  /// thread that waits for the others spins, so that rounds should be short and their tasks alike. Each
  /// thread begins with the same tasks in every round, whose data it then has in its cache, and goes on
  /// with what others have left.
  ///
  /// - Parameters:
  ///   - rounds: The number of rounds.
  ///   - tasks: The number of tasks of each round.
  ///   - state: What tasks read, and what changes between rounds.
  ///   - task: Called once for each task of each round, concurrently with the others of its round.
  ///   - combine: Called after each round with the results of its tasks in order, on any thread; no task
  ///     runs then.
  package func rounds<State: Sendable, Result: Sendable>(
    _ rounds: Int, tasks: Int, state: inout State,
    task: @Sendable (_ state: State, _ round: Int, _ task: Int) -> Result,
    combine: @Sendable (_ state: inout State, _ results: [Result]) -> Void
  ) {
    precondition(rounds >= 0 && tasks >= 1, "\(rounds) rounds of \(tasks) tasks")
    let workers = Self.isWorking ? 1 : min(threads, tasks)
    guard workers > 1 else {
      for round in 0..<rounds {
        combine(&state, (0..<tasks).map { task(state, round, $0) })
      }
      return
    }
    // In how many rounds each task has been taken.
    let taken = UnsafeMutableBufferPointer<Atomic<Int>>.allocate(capacity: tasks)
    for index in 0..<tasks { taken.initializeElement(at: index, to: Atomic(0)) }
    defer {
      taken.deinitialize()
      taken.deallocate()
    }
    var slots = [Result?](repeating: nil, count: tasks)
    slots.withUnsafeMutableBufferPointer { slots in
      withUnsafeMutablePointer(to: &state) { state in
        // Each task writes its own slot; the state changes while no task runs.
        nonisolated(unsafe) let (slots, state, taken) = (slots, state, taken)
        let finished = Atomic<Int>(0)
        let over = Atomic<Int>(0)
        // Who waits for a round has seen all tasks of the one before it taken by threads that run.
        @Sendable func work(_ worker: Int) {
          let first = worker * tasks / workers
          let last = (worker + 1) * tasks / workers
          let order = Array(first..<last) + (0..<first).reversed() + (last..<tasks).reversed()
          for round in 0..<rounds {
            Self.wait { over.load(ordering: .acquiring) >= round }
            for index in order
            where taken[index].compareExchange(
              expected: round, desired: round + 1, ordering: .relaxed
            ).exchanged {
              slots[index] = task(state.pointee, round, index)
              let count = finished.add(1, ordering: .acquiringAndReleasing).newValue
              if count == (round + 1) * tasks {
                combine(&state.pointee, slots.compactMap(\.self))
                over.store(round + 1, ordering: .releasing)
              }
            }
          }
        }
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
          Self.$isWorking.withValue(true) { work(worker) }
        }
      }
    }
  }

  private static func wait(until condition: () -> Bool) {
    for _ in 0..<spins where condition() { return }
    while !condition() { sched_yield() }
  }
}

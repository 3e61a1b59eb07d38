import Foundation
import Synchronization
import Tensor
import Testing

/// Rounds read what the round before them came to, whoever runs their tasks.
@Suite struct ParallelismRoundsTests {
  @Test(arguments: [1, 2, 3, 8], [1, 5, 8])
  func eachRoundSeesTheOneBefore(threads: Int, tasks: Int) {
    var state = [1]
    Parallelism(threads: threads).rounds(200, tasks: tasks, state: &state) { state, round, task in
      #expect(state.count == round + 1)
      return (task, state.last! &* (2 * task + 3))
    } combine: { state, results in
      #expect(results.map(\.0) == Array(0..<tasks))
      state.append(results.reduce(0) { $0 &* 31 &+ $1.1 })
    }
    var expected = [1]
    for round in 0..<200 {
      expected.append((0..<tasks).reduce(0) { $0 &* 31 &+ expected[round] &* (2 * $1 + 3) })
    }
    #expect(state == expected)
  }

  @Test func everyTaskRunsOnceThoughSomeAreSlow() {
    let runs = Atomic<Int>(0)
    var sum = 0
    Parallelism(threads: 3).rounds(20, tasks: 7, state: &sum) { _, _, task in
      var rng = SeededGenerator(seed: 1)
      for _ in 0..<(task == 0 ? 100_000 : 1) { _ = rng.next() }
      runs.add(1, ordering: .relaxed)
      return task
    } combine: { sum, results in
      sum += results.reduce(0, +)
    }
    #expect(runs.load(ordering: .relaxed) == 140)
    #expect(sum == 20 * 21)
  }

  @Test func noRoundsChangeNothing() {
    for threads in [1, 2] {
      var state = 5
      Parallelism(threads: threads).rounds(0, tasks: 2, state: &state) { _, _, _ in
        Issue.record("a task of no round")
      } combine: { state, _ in
        state = 0
      }
      #expect(state == 5)
    }
  }

  @Test func roundsInsideALoopAndLoopsInsideRoundsDoNotMultiplyThreads() {
    let inner = Parallelism(threads: 2)
    let counts = Parallelism(threads: 2).map(count: 4, chunk: 1) { _ in
      let running = Atomic<Int>(0)
      var state = [0, 0]
      inner.rounds(3, tasks: 4, state: &state) { _, _, _ in
        let count = running.add(1, ordering: .relaxed).newValue
        usleep(200)
        running.subtract(1, ordering: .relaxed)
        return count
      } combine: { state, results in
        state = [state[0] + 1, max(state[1], results.max() ?? 0)]
      }
      return state
    }
    // Three rounds each, with one task at a time.
    #expect(counts == Array(repeating: [3, 1], count: 4))
    var workspaces = 0
    inner.rounds(2, tasks: 2, state: &workspaces) { _, _, _ in
      let made = Atomic<Int>(0)
      _ = Parallelism(threads: 4).map(
        count: 40, chunk: 1, workspace: { made.add(1, ordering: .relaxed) }
      ) { _, _ in }
      return made.load(ordering: .relaxed)
    } combine: { workspaces, results in
      workspaces += results.reduce(0, +)
    }
    #expect(workspaces == 4)
  }
}

import Synchronization
import Tensor
import Testing

@Suite struct ParallelismTests {
  private static let threadCounts = [1, 2, 3, 8]

  @Test func chunksCoverTheRangeInOrder() {
    for threads in Self.threadCounts {
      let ranges = Parallelism(threads: threads).map(count: 10, chunk: 4) { $0 }
      #expect(ranges == [0..<4, 4..<8, 8..<10])
      #expect(Parallelism(threads: threads).map(count: 4, chunk: 9) { $0 } == [0..<4])
    }
  }

  @Test func threadsDoNotChangeABit() {
    func sums(_ threads: Int) -> [Float] {
      Parallelism(threads: threads).map(count: 1000, chunk: 7) { range in
        var rng = SeededGenerator(seed: 1, stream: UInt64(range.lowerBound))
        return range.reduce(Float(0)) { sum, _ in sum + Float(rng.nextUniform()) }
      }
    }
    for threads in Self.threadCounts { #expect(sums(threads) == sums(1)) }
  }

  @Test func nothingToDoCallsNothing() {
    for threads in Self.threadCounts {
      let results = Parallelism(threads: threads).map(
        count: 0, chunk: 3,
        workspace: {
          Issue.record("a workspace for nothing")
        }
      ) { _, _ in
        Issue.record("a chunk of nothing")
      }
      #expect(results.isEmpty)
    }
  }

  @Test func theFirstErrorInChunkOrderWins() {
    struct Failure: Error, Equatable { let chunk: Int }
    for threads in Self.threadCounts {
      for _ in 0..<20 {
        #expect(throws: Failure(chunk: 3)) {
          try Parallelism(threads: threads).map(count: 50, chunk: 1) {
            range throws(Failure) -> Int in
            if range.lowerBound >= 3 { throw Failure(chunk: range.lowerBound) }
            return range.lowerBound
          }
        }
      }
    }
  }

  @Test func eachThreadHasItsWorkspace() {
    for threads in Self.threadCounts {
      let made = Atomic<Int>(0)
      let results = Parallelism(threads: threads).map(
        count: 30, chunk: 1, workspace: { made.add(1, ordering: .relaxed).newValue }
      ) { _, number in number }
      let count = made.load(ordering: .relaxed)
      #expect((1...threads).contains(count))
      #expect(results.allSatisfy { (1...count).contains($0) })
    }
  }

  @Test func loopsInsideLoopsDoNotMultiplyThreads() {
    let inner = Parallelism(threads: 4)
    let counts = Parallelism(threads: 2).map(count: 4, chunk: 1) { _ in
      let made = Atomic<Int>(0)
      _ = inner.map(count: 40, chunk: 1, workspace: { made.add(1, ordering: .relaxed) }) { _, _ in }
      return made.load(ordering: .relaxed)
    }
    #expect(counts == [1, 1, 1, 1])
  }

  @Test func aLoopInsideASerialOneHasItsThreads() {
    let ranges = Parallelism.serial.map(count: 2, chunk: 1) { _ in
      Parallelism(threads: 3).map(count: 5, chunk: 2) { $0 }
    }
    #expect(ranges == [[0..<2, 2..<4, 4..<5], [0..<2, 2..<4, 4..<5]])
  }

  @Test func automaticUsesAtLeastOneThread() {
    #expect(Parallelism.automatic.threads >= 1)
    #expect(Parallelism.serial.threads == 1)
  }

  @Test func meaninglessCountsTrap() async {
    await #expect(processExitsWith: .failure) { _ = Parallelism(threads: 0) }
    await #expect(processExitsWith: .failure) {
      _ = Parallelism.serial.map(count: 1, chunk: 0) { $0 }
    }
    await #expect(processExitsWith: .failure) {
      _ = Parallelism.serial.map(count: -1, chunk: 1) { $0 }
    }
  }
}

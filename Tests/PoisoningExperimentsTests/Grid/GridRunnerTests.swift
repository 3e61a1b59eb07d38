import Foundation
import PoisoningExperiments
import Testing

@Suite struct GridRunnerTests {
  struct Cancelled: Error {}
  static let keys = (0..<6).map { SquareKey(number: $0) }
  static let squares = [0.0, 1, 4, 9, 16, 25]

  func store(_ folder: URL) throws -> CellStore<SquareKey, Double> {
    try CellStore(folder: folder, configuration: ["power": 2], data: 1)
  }

  /// Runs the grid and says which cells it computed.
  func run(
    _ store: CellStore<SquareKey, Double>?, progress: ((GridProgress) throws -> Void)? = nil
  ) throws -> (cells: [Double], computed: [Int]) {
    var computed: [Int] = []
    let cells = try GridRunner(store: store).run(Self.keys, progress: progress) { key in
      computed.append(key.number)
      return Double(key.number * key.number)
    }
    return (cells, computed)
  }

  @Test func computesInOrderWithoutStore() throws {
    let run = try run(nil)
    #expect(run.cells == Self.squares)
    #expect(run.computed == Array(0..<6))
  }

  @Test func emptyGridHasNoCells() throws {
    var reports = 0
    let cells = try GridRunner<SquareKey, Double>().run([], progress: { _ in reports += 1 }) { _ in
      1
    }
    #expect(cells.isEmpty)
    #expect(reports == 1)
  }

  @Test func storedCellsAreNotComputedAgain() throws {
    try withFolder { folder in
      #expect(try run(store(folder)).computed == Array(0..<6))
      let again = try run(store(folder))
      #expect(again.computed.isEmpty)
      #expect(again.cells == Self.squares)
    }
  }

  @Test func missingAndDamagedCellsAreComputedAgain() throws {
    try withFolder { folder in
      let store = try store(folder)
      _ = try run(store)
      try FileManager.default.removeItem(at: store.url(for: Self.keys[1]))
      try FileManager.default.removeItem(at: store.url(for: Self.keys[5]))
      try Data("{".utf8).write(to: store.url(for: Self.keys[3]))
      let again = try run(self.store(folder))
      #expect(again.computed == [1, 3, 5])
      #expect(again.cells == Self.squares)
    }
  }

  @Test func progressCountsStoredAndComputedCells() throws {
    try withFolder { folder in
      let store = try store(folder)
      _ = try run(store)
      for key in Self.keys.prefix(2) {
        try FileManager.default.removeItem(at: store.url(for: key))
      }
      var reports: [GridProgress] = []
      _ = try run(store, progress: { reports.append($0) })
      #expect(reports.map(\.done) == [4, 5, 6])
      #expect(reports.map(\.computed) == [0, 1, 2])
      #expect(reports.allSatisfy { $0.total == 6 && $0.seconds >= 0 })
      #expect(reports.map(\.workDone) == [0, 1, 2])
      #expect(reports.map(\.workLeft) == [2, 1, 0])
    }
  }

  @Test func weightsOfStoredCellsDoNotCount() throws {
    try withFolder { folder in
      let store = try store(folder)
      _ = try run(store)
      for key in Self.keys.suffix(3) {
        try FileManager.default.removeItem(at: store.url(for: key))
      }
      var reports: [GridProgress] = []
      _ = try GridRunner(store: store).run(
        Self.keys, progress: { reports.append($0) }, weight: { Double($0.number - 3) }
      ) { Double($0.number * $0.number) }
      #expect(reports.map(\.workDone) == [0, 0, 1, 3])
      #expect(reports.map(\.workLeft) == [3, 3, 2, 0])
    }
  }

  @Test func cancellingLeavesFinishedCells() throws {
    try withFolder { folder in
      #expect(throws: Cancelled.self) {
        try run(store(folder), progress: { if $0.done == 3 { throw Cancelled() } })
      }
      #expect(files(in: folder, endingIn: ".cell.json").count == 3)
      let again = try run(store(folder))
      #expect(again.computed == [3, 4, 5])
      #expect(again.cells == Self.squares)
    }
  }

  @Test func failureOfACellEndsTheRunAndKeepsTheOthers() throws {
    try withFolder { (folder: URL) throws -> Void in
      #expect(throws: Cancelled.self) {
        try GridRunner(store: store(folder)).run(Self.keys) { (key: SquareKey) throws -> Double in
          guard key.number < 2 else { throw Cancelled() }
          return Double(key.number * key.number)
        }
      }
      let again = try run(store(folder))
      #expect(again.computed == [2, 3, 4, 5])
    }
  }

  @Test func trapsOnRepeatedKey() async {
    await #expect(processExitsWith: .failure) {
      let key = SquareKey(number: 1)
      _ = try GridRunner<SquareKey, Double>().run([key, key]) { _ in 1 }
    }
  }
}

/// Computes the cells of a grid of experiments, one after another, and resumes a broken run.
///
/// Cells that the store already holds are not computed again. Each new cell is stored as soon as it
/// is finished, so a run that is cancelled or killed loses at most the cell it was at.
///
/// ```swift
/// let runner = GridRunner(store: store)
/// let cells = try runner.run(keys, progress: { bar.show($0.done, of: $0.total) }) { key in
///   try measure(key)
/// }
/// ```
public struct GridRunner<Key: GridKey, Cell: Codable & Sendable>: Sendable {
  /// Where finished cells are kept; `nil` keeps them in memory only.
  public let store: CellStore<Key, Cell>?

  /// A runner that keeps its cells in `store`.
  public init(store: CellStore<Key, Cell>? = nil) {
    self.store = store
  }

  /// The cells of `keys`, in their order.
  ///
  /// - Parameters:
  ///   - keys: Each cell's key, no key twice.
  ///   - progress: Called at the start, with the number of stored cells as done, and after each
  ///     computed cell. An error that it throws ends the run; finished cells stay.
  ///   - weight: How long a cell takes in comparison with others, for the time left; 0 for one
  ///     that takes none.
  ///   - compute: Computes one cell.
  /// - Throws: What `compute` or `progress` throws; `ExperimentError.file` if a cell cannot be
  ///   written.
  public func run(
    _ keys: [Key], progress: ((GridProgress) throws -> Void)? = nil,
    weight: (Key) -> Double = { _ in 1 }, compute: (Key) throws -> Cell
  ) throws -> [Cell] {
    precondition(Set(keys).count == keys.count, "a key occurs twice in a grid")
    let clock = ContinuousClock()
    let start = clock.now
    var cells = keys.map { store?.cell(for: $0) }
    let stored = cells.count { $0 != nil }
    var computed = 0
    var workDone = 0.0
    var workLeft = zip(keys, cells).reduce(0) { $0 + ($1.1 == nil ? weight($1.0) : 0) }
    func report() throws {
      try progress?(
        GridProgress(
          done: stored + computed, total: keys.count, computed: computed,
          seconds: (clock.now - start).seconds, workDone: workDone, workLeft: workLeft))
    }
    try report()
    for (index, key) in keys.enumerated() where cells[index] == nil {
      let cell = try compute(key)
      try store?.write(cell, for: key)
      cells[index] = cell
      computed += 1
      workDone += weight(key)
      workLeft -= weight(key)
      try report()
    }
    return cells.compactMap { $0 }
  }
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}

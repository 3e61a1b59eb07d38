/// Where a running grid stands.
public struct GridProgress: Hashable, Sendable {
  /// The number of cells that are finished, those found on disk included.
  public let done: Int
  /// The number of all cells.
  public let total: Int
  /// The number of finished cells that this run has computed itself.
  public let computed: Int
  /// The seconds since the run began.
  public var seconds: Double
  /// The weights of the cells that this run has computed, added up.
  public let workDone: Double
  /// The weights of the cells that are not there yet, added up.
  public let workLeft: Double

  /// A state of a grid.
  public init(
    done: Int, total: Int, computed: Int, seconds: Double, workDone: Double, workLeft: Double
  ) {
    self.done = done
    self.total = total
    self.computed = computed
    self.seconds = seconds
    self.workDone = workDone
    self.workLeft = workLeft
  }

  /// The seconds that are left if the other cells take as long for their weight; `nil` before the
  /// first one that has a weight.
  public var secondsLeft: Double? {
    workDone > 0 ? seconds / workDone * workLeft : nil
  }
}

extension GridProgress {
  /// Where the grid stands when it has been at a cell of weight `work` for some seconds.
  ///
  /// The time left falls as they pass, until the cell takes longer than its weight said.
  func within(_ work: Double, for elapsed: Double) -> GridProgress {
    let expected = seconds > 0 ? elapsed * workDone / seconds : 0
    return GridProgress(
      done: done, total: total, computed: computed, seconds: seconds, workDone: workDone,
      workLeft: workLeft - min(work, expected))
  }
}

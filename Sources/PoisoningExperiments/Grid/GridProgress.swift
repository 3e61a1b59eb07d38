/// Where a running grid stands.
public struct GridProgress: Hashable, Sendable {
  /// The number of cells that are finished, those found on disk included.
  public let done: Int
  /// The number of all cells.
  public let total: Int
  /// The number of finished cells that this run has computed itself.
  public let computed: Int
  /// The seconds since the run began.
  public let seconds: Double

  /// A state of a grid.
  public init(done: Int, total: Int, computed: Int, seconds: Double) {
    self.done = done
    self.total = total
    self.computed = computed
    self.seconds = seconds
  }

  /// The seconds that are left if the other cells take as long; `nil` before the first one.
  public var secondsLeft: Double? {
    computed == 0 ? nil : seconds / Double(computed) * Double(total - done)
  }
}

import Foundation

/// Measures what work takes.
public enum Stopwatch {
  /// The seconds that `body` takes by the wall clock.
  public static func seconds<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure)
    -> Double
  {
    let start = ContinuousClock.now
    try body()
    return (ContinuousClock.now - start) / .seconds(1)
  }

  /// The seconds that all threads of this process together spend on a processor while `body` runs:
  /// what it costs, whatever else the machine does.
  public static func processorSeconds<Failure: Error>(
    _ body: () throws(Failure) -> Void
  ) throws(Failure) -> Double {
    let start = clock()
    try body()
    return Double(clock() - start) / Double(CLOCKS_PER_SEC)
  }
}

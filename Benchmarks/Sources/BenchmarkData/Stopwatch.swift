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
}

import BenchmarkData

/// The times of one operation through `Tensor` and by direct calls, taken in turns.
struct SideBySide: Encodable {
  /// What tables call it.
  let name: String
  /// The floating-point operations of one run.
  let flops: Double
  /// The seconds of single runs through `Tensor`.
  private(set) var ours: [Double] = []
  /// The seconds of single runs by direct calls, each beside one of ``ours``.
  private(set) var direct: [Double] = []

  /// Times both sides in turns, the first side changing from round to round.
  ///
  /// - Parameters:
  ///   - name: What tables call it.
  ///   - flops: The floating-point operations of one run.
  ///   - ours: A run through `Tensor`.
  ///   - direct: A run by direct calls.
  init(
    _ name: String, flops: Double, ours: () throws -> Void, direct: () throws -> Void
  ) rethrows {
    self.name = name
    self.flops = flops
    try ours()
    try direct()
    // A sample of about 40 million operations is a millisecond or two: more than the clock's grain.
    let repeats = max(1, Int(4e7 / flops))
    func sample(_ run: () throws -> Void) rethrows -> Double {
      try Stopwatch.seconds { for _ in 0..<repeats { try run() } } / Double(repeats)
    }
    let start = ContinuousClock.now
    for round in 0..<Self.rounds where round < 20 || ContinuousClock.now - start < Self.time {
      if round.isMultiple(of: 2) {
        self.ours.append(try sample(ours))
        self.direct.append(try sample(direct))
      } else {
        self.direct.append(try sample(direct))
        self.ours.append(try sample(ours))
      }
    }
  }

  /// The most samples of each side.
  private static let rounds = 200
  /// How long sampling goes on once there are some samples.
  private static let time = Duration.seconds(2)
}

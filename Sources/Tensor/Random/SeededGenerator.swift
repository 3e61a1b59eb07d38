/// A fast random generator whose stream depends on its seed alone: xoshiro256**.
///
/// The algorithm is Blackman and Vigna's xoshiro256** 1.0, its state filled by SplitMix64 from
/// the seed, so that the standard library may change its own generators without changing results
/// here. Not for cryptography.
///
/// ```swift
/// var rng = SeededGenerator(seed: 7)
/// let x = rng.nextUniform()        // in [0, 1)
/// var worker = SeededGenerator(seed: 7, stream: 3)  // independent of the stream of seed 7
/// ```
public struct SeededGenerator: RandomNumberGenerator, Hashable, Sendable {
  @usableFromInline var state: (UInt64, UInt64, UInt64, UInt64)

  /// A generator whose stream is a function of `seed`.
  public init(seed: UInt64) {
    var mixer = SplitMix64(state: seed)
    state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
  }

  /// A generator for one part of a larger computation: a chunk, an attack, a target.
  ///
  /// Each (seed, stream…) gives its own sequence; the order of the streams matters. Deriving twice,
  /// for a part and then for a part of that, is the same as deriving once with both numbers.
  public init(seed: UInt64, stream: UInt64...) {
    self.init(seed: SeededGenerator.derivedSeed(seed, stream))
  }

  /// The seed of a part of a larger computation, a hash of `seed` and the stream numbers.
  public static func derivedSeed(_ seed: UInt64, _ streams: [UInt64]) -> UInt64 {
    var mixed = seed
    for stream in streams {
      var mixer = SplitMix64(state: mixed)
      mixed = mixer.next() ^ stream
      mixer = SplitMix64(state: mixed)
      mixed = mixer.next()
    }
    return mixed
  }

  /// The next 64 random bits.
  @inlinable
  public mutating func next() -> UInt64 {
    let result = rotated(state.1 &* 5, by: 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotated(state.3, by: 45)
    return result
  }

  @inlinable @inline(__always)
  func rotated(_ value: UInt64, by count: UInt64) -> UInt64 {
    value << count | value >> (64 - count)
  }

  /// Whether two generators will give the same numbers from here on.
  public static func == (left: SeededGenerator, right: SeededGenerator) -> Bool {
    left.state == right.state
  }

  /// Feeds the state into `hasher`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(state.0)
    hasher.combine(state.1)
    hasher.combine(state.2)
    hasher.combine(state.3)
  }
}

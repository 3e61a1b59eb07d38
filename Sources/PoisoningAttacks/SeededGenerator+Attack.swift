public import Tensor

extension SeededGenerator {
  /// The generator of one attack on one target.
  ///
  /// It depends on (seed, attack, target) and never on the attack's size, so that the profiles of
  /// a small attack are the first ones of a large attack. The name enters through a hash of its
  /// UTF-8 bytes that is the same on every machine and in every run.
  ///
  /// - Parameters:
  ///   - seed: The seed of the whole experiment.
  ///   - name: The attack's ``PoisoningAttack/name``.
  ///   - target: The index of the target item.
  public init(seed: UInt64, attack name: String, target: Int) {
    let hash = SeededGenerator.derivedSeed(0, name.utf8.map { UInt64($0) })
    self.init(seed: seed, stream: hash, UInt64(bitPattern: Int64(target)))
  }
}

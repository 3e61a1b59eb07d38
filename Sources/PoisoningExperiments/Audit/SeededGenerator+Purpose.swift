internal import Tensor

extension SeededGenerator {
  /// The generator of one part of an experiment, by its name: the draw of targets, say.
  init(seed: UInt64, purpose: String, part: UInt64 = 0) {
    let hash = SeededGenerator.derivedSeed(1, purpose.utf8.map { UInt64($0) })
    self.init(seed: seed, stream: hash, part)
  }
}

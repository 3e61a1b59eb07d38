import Testing

@testable import Tensor

/// Digits from References/random.py.
@Suite struct SeededGeneratorTests {
  @Test func splitMixMatchesTheReference() {
    var mixer = SplitMix64(state: 1_234_567)
    #expect(
      (0..<5).map { _ in mixer.next() } == [
        0x599e_d017_fb08_fc85, 0x2c73_f084_5854_0fa5, 0x883e_bce5_a3f2_7c77,
        0x3fbe_f740_e917_7b3f, 0xe3b8_3467_08cb_5ecd,
      ])
  }

  @Test func xoshiroMatchesTheReference() {
    let expected: [UInt64: [UInt64]] = [
      0: [
        0x99ec_5f36_cb75_f2b4, 0xbf6e_1f78_4956_452a, 0x1a5f_849d_4933_e6e0,
        0x6aa5_94f1_262d_2d2c,
      ],
      42: [
        0x1578_0b2e_0c2e_c716, 0x6104_d986_6d11_3a7e, 0xae17_5332_39e4_99a1,
        0xecb8_ad47_03b3_60a1,
      ],
      .max: [
        0x8f55_20d5_2a7e_ad08, 0xc476_a018_caa1_802d, 0x81de_31c0_d260_469e,
        0xbf65_8d7e_065f_3c2f,
      ],
    ]
    for (seed, numbers) in expected {
      var rng = SeededGenerator(seed: seed)
      #expect((0..<4).map { _ in rng.next() } == numbers)
    }
    var rng = SeededGenerator(seed: 42)
    for _ in 0..<999 { _ = rng.next() }
    #expect(rng.next() == 0x8de5_848c_61ab_8968)
  }

  @Test func streamsDifferByNumberAndOrder() {
    let generators = [
      SeededGenerator(seed: 1), SeededGenerator(seed: 2), SeededGenerator(seed: 1, stream: 0),
      SeededGenerator(seed: 1, stream: 1), SeededGenerator(seed: 0, stream: 1),
      SeededGenerator(seed: 1, stream: 1, 2), SeededGenerator(seed: 1, stream: 2, 1),
    ]
    #expect(Set(generators).count == generators.count)
    #expect(SeededGenerator(seed: 1, stream: 1, 2) == SeededGenerator(seed: 1, stream: 1, 2))
  }

  @Test func derivingTwiceIsDerivingOnceWithBoth() {
    let once = SeededGenerator.derivedSeed(9, [4, 5])
    #expect(SeededGenerator.derivedSeed(SeededGenerator.derivedSeed(9, [4]), [5]) == once)
    #expect(SeededGenerator(seed: 9, stream: 4, 5) == SeededGenerator(seed: once))
    #expect(SeededGenerator.derivedSeed(9, []) == 9)
  }

  @Test func aCopyGoesOnByItself() {
    var first = SeededGenerator(seed: 3)
    var second = first
    let numbers = (0..<5).map { _ in first.next() }
    #expect(first != second)
    #expect((0..<5).map { _ in second.next() } == numbers)
    #expect(first == second)
  }
}

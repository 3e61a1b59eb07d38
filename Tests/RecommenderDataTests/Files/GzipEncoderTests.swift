import Tensor
import Testing

@testable import RecommenderData

@Suite struct GzipEncoderTests {
  @Test(arguments: [0, 1, 1_000, 3_000_000])
  func inflatesToTheSame(_ count: Int) throws {
    var rng = SeededGenerator(seed: 1)
    // Six random bits a byte: neither incompressible nor trivial.
    let bytes = (0..<count).map { _ in UInt8(rng.next() >> 58) }
    let packed = try GzipEncoder.encode(bytes)
    #expect(packed.prefix(2) == [0x1f, 0x8b])
    let decoder = try GzipDecoder()
    var output: [UInt8] = []
    try decoder.decode(packed, into: &output)
    try decoder.finish()
    #expect(output == bytes)
  }

  @Test func writesNoTimeStamp() throws {
    #expect(try GzipEncoder.encode([1, 2, 3])[4..<8] == [0, 0, 0, 0])
  }
}

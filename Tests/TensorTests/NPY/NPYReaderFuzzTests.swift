import Foundation
import ReaderFuzzing
import Tensor
import Testing

/// A short run of what `make fuzz` does at length, and what it or a review of it has found.
@Suite struct NPYReaderFuzzTests {
  @Test(.timeLimit(.minutes(5))) func everyInputIsValidOrATypedError() throws {
    let tally = try FuzzCampaign(NPYFuzz(), seed: 3).run(inputs: 1_500)
    #expect(tally.accepted > 300 && tally.rejected > 300)
  }

  @Test func messagesAreOneLine() throws {
    let type = "\n\u{1b}" + String(repeating: "x", count: 500)
    let text = Data("{'descr': '\(type)', 'fortran_order': False, 'shape': (1,)}".utf8)
    let file =
      Data([0x93]) + Data("NUMPY".utf8)
      + Data([1, 0, UInt8(text.count % 256), UInt8(text.count / 256)]) + text
    try withTemporaryFolder { folder in
      let path = folder + "/type.npy"
      try file.write(to: URL(fileURLWithPath: path))
      let name = "  " + String(repeating: "x", count: 58) + "…"
      let expected = TensorError.file(
        path: path, reason: "elements of type '\(name)', not float32 or float64")
      #expect(throws: expected) { try Matrix<Float>(npy: path) }
    }
  }
}

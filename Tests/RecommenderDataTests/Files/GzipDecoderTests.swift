import Foundation
import Tensor
import Testing

@testable import RecommenderData

@Suite struct GzipDecoderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Made by Python's `gzip.GzipFile(mtime=0)` of "u1\ti1\t5\nu1\ti2\t3.5\nu2\ti1\t1\n".
  static let member = "H4sIAAAAAAAC/ys15Mw05DTlKgXSRpzGekCWEUjEkAsAkv1QMxoAAAA="
  /// The same text in two members after one another, cut after 10 bytes.
  static let members =
    "H4sIAAAAAAAC/ys15Mw05DTlKjUEAJNWA8AKAAAAH4sIAAAAAAAC/+PMNOI01jPlKjXizDTkNOQCAK07p20QAAAA"

  func bytes(_ base64: String) throws -> [UInt8] {
    [UInt8](try #require(Data(base64Encoded: base64)))
  }

  @Test(arguments: [member, members], ["r.gz", "r.GZ", "no-suffix"])
  func readsWhatPythonWrote(_ base64: String, name: String) throws {
    let (ratings, report) = try RatingReader().read([folder.file(name, bytes(base64))])
    #expect(ratings.named == RatingReaderTests.expected)
    #expect(report.bytes == (try bytes(base64).count))
  }

  @Test func readsAGzippedInter() throws {
    let text = "user_id:token\titem_id:token\trating:float\nu1\ti1\t5\nu1\ti2\t3.5\nu2\ti1\t1\n"
    let path = try folder.file("r.inter.gz", GzipEncoder.encode(Array(text.utf8)))
    #expect(try RatingReader().read([path]).ratings.named == RatingReaderTests.expected)
    let untyped = try folder.file("s.inter.gz", bytes(Self.member))
    #expect(throws: DataError.self) { try RatingReader().read([untyped]) }
  }

  @Test func inflatesAByteAtATime() throws {
    for base64 in [Self.member, Self.members] {
      let decoder = try GzipDecoder()
      var output: [UInt8] = []
      for byte in try bytes(base64) { try decoder.decode([byte], into: &output) }
      try decoder.finish()
      #expect(String(decoding: output, as: UTF8.self) == "u1\ti1\t5\nu1\ti2\t3.5\nu2\ti1\t1\n")
    }
  }

  @Test func rejectsEveryTruncation() throws {
    let whole = try bytes(Self.member)
    for length in 1..<whole.count {
      let path = try folder.file("r.gz", Array(whole[..<length]))
      #expect(throws: DataError.file(path: path, reason: "truncated gzip data")) {
        try RatingReader().read([path])
      }
    }
  }

  @Test func rejectsEveryFlippedByteOfTheData() throws {
    // Behind the header of 10 bytes: the deflated data, their checksum and their length.
    let whole = try bytes(Self.member)
    for position in 10..<whole.count {
      var damaged = whole
      damaged[position] ^= 0x55
      let path = try folder.file("r.gz", damaged)
      #expect(throws: DataError.self) { try RatingReader().read([path]) }
    }
  }

  @Test func saysWhatIsWrong() throws {
    func reason(_ bytes: [UInt8]) throws -> String? {
      let path = try folder.file("r.gz", bytes)
      let error = #expect(throws: DataError.self) { try RatingReader().read([path]) }
      guard case .file(path, let reason)? = error else { return nil }
      return reason
    }
    let whole = try bytes(Self.member)
    #expect(try reason(Array("u1\ti1\t5\n".utf8)) == "not gzip data, in spite of the name")
    #expect(try reason([]) == "the file is empty")
    #expect(try reason(GzipEncoder.encode([])) == "the file is empty")
    var checksum = whole
    checksum[whole.count - 8] ^= 1
    #expect(try reason(checksum) == "corrupt gzip data: incorrect data check")
    #expect(
      try reason(whole + Array("rest".utf8)) == "corrupt gzip data: incorrect header check")
  }
}

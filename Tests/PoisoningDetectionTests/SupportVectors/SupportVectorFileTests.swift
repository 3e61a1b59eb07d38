import Foundation
import Tensor
import Testing

@testable import PoisoningDetection

@Suite struct SupportVectorFileTests {
  static let classifier: SupportVectorClassifier? = {
    var classifier = try? SupportVectorClassifier.train(
      samples: ReferenceSamples.samples, isFake: ReferenceSamples.isFake,
      featureNames: ReferenceSamples.names,
      options: .init(costs: [1, 8], gammas: [0.125, 0.5], seed: .max))
    classifier?.annotations = ["scale": "1...5", "β/ω": "\u{0} \"quoted\"\n"]
    return classifier
  }()

  /// A file in a folder that goes with the test.
  final class File {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "mithridate-\(UUID().uuidString)")
    init() throws {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(at: folder) }
    func path(_ name: String) -> String { folder.appending(path: name).path }
  }

  /// What reading a model of these bytes says.
  func failure(_ json: Data) -> SupportVectorError? {
    do throws(SupportVectorError) {
      _ = try SupportVectorClassifier(json: json, path: "model.json")
      return nil
    } catch {
      return error
    }
  }

  /// The JSON of the classifier as a dictionary, changed.
  func changed(_ change: (inout [String: Any]) -> Void) throws -> Data {
    let classifier = try #require(Self.classifier)
    let data = try JSONEncoder().encode(ModelFile(classifier))
    var object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    change(&object)
    return try JSONSerialization.data(withJSONObject: object)
  }

  @Test(arguments: ["model.json", "model.json.gz"])
  func savesAndReadsTheSameBits(_ name: String) throws {
    let classifier = try #require(Self.classifier)
    let file = try File()
    try classifier.save(to: file.path(name))
    let read = try SupportVectorClassifier(contentsOf: file.path(name))
    #expect(read == classifier)
    #expect(read.seed == .max && read.annotations == classifier.annotations)
    #expect(
      try read.decisionValues(of: ReferenceSamples.others)
        == classifier.decisionValues(of: ReferenceSamples.others))
    // Equal models, equal files, and nothing beside them.
    try read.save(to: file.path("again-" + name))
    let files = try [name, "again-" + name].map {
      try Data(contentsOf: URL(filePath: file.path($0)))
    }
    #expect(files[0] == files[1])
    let names = try FileManager.default.contentsOfDirectory(atPath: file.folder.path)
    #expect(names.count == 2)
  }

  @Test func everyTruncationIsAnError() throws {
    let classifier = try #require(Self.classifier)
    let file = try File()
    try classifier.save(to: file.path("model.json"))
    let whole = try Data(contentsOf: URL(filePath: file.path("model.json")))
    for length in 0..<whole.count - 1 {
      guard case .file(_, let reason) = failure(whole.prefix(length)) else {
        Issue.record("a file cut off after \(length) of \(whole.count) bytes was read")
        return
      }
      #expect(reason == "is not a whole JSON object, as a model is; it may have been cut off")
    }
    #expect(failure(whole.dropLast()) == nil)
  }

  @Test func changedBytesNeverCrash() throws {
    let classifier = try #require(Self.classifier)
    let whole = try JSONEncoder().encode(ModelFile(classifier))
    var rng = SeededGenerator(seed: 31)
    let samples = ReferenceSamples.others
    var readable = 0
    for _ in 0..<3000 {
      var bytes = [UInt8](whole)
      for _ in 0...rng.nextIndex(below: 3) {
        let place = rng.nextIndex(below: bytes.count)
        switch rng.nextIndex(below: 4) {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: rng.next())
        case 1: bytes[place] = UInt8(ascii: "0") + UInt8(rng.nextIndex(below: 10))
        case 2: bytes.remove(at: place)
        default:
          bytes.insert(
            contentsOf: Array("e9,[]{}\"-.:".utf8).shuffled(using: &rng).prefix(2), at: place)
        }
      }
      do throws(SupportVectorError) {
        let read = try SupportVectorClassifier(json: Data(bytes), path: "model.json")
        readable += 1
        // Features renamed, digits of support vectors changed: scores, but of a number each.
        let values = try read.decisionValues(of: samples)
        #expect(values.count == 3 && values.allSatisfy { !$0.isNaN })
      } catch {
        #expect(
          "\(error)".hasPrefix("model.json: ") || error == .featureCount(expected: 4, found: 3))
        #expect(!"\(error)".contains("\n"))
      }
    }
    #expect(readable < 3000)
  }

  @Test func everyMissingOrMistypedFieldIsNamed() throws {
    let fields = [
      "annotations", "bias", "coefficients", "cost", "fakeWeight", "features", "format", "gamma",
      "gridPoints", "normalWeight", "scaling", "seed", "supportVectors", "version",
    ]
    let classifier = try #require(Self.classifier)
    let object = try JSONSerialization.jsonObject(
      with: JSONEncoder().encode(ModelFile(classifier)))
    #expect(Set((object as? [String: Any] ?? [:]).keys) == Set(fields))
    for field in fields {
      let missing = failure(try changed { $0[field] = nil })
      #expect(missing == .field(path: "model.json", field: field, reason: "is missing"))
      let mistyped = failure(try changed { $0[field] = field == "format" ? 1 : "text" as Any })
      #expect(mistyped == .field(path: "model.json", field: field, reason: "is of the wrong kind"))
      let null = failure(try changed { $0[field] = NSNull() })
      #expect("\(try #require(null))".hasPrefix("model.json: \(field) "))
    }
  }

  @Test func valuesThatDoNotBelongTogetherAreNamed() throws {
    func field(_ change: (inout [String: Any]) -> Void) throws -> String? {
      guard case .field(_, let field, _) = failure(try changed(change)) else { return nil }
      return field
    }
    func list(_ object: [String: Any], _ name: String) -> [Any] { object[name] as? [Any] ?? [] }
    #expect(try field { $0["version"] = 2 } == "version")
    #expect(try field { $0["format"] = "another" } == "format")
    #expect(try field { $0["cost"] = 0 } == "cost")
    #expect(try field { $0["gamma"] = -1 } == "gamma")
    #expect(try field { $0["normalWeight"] = 1e300 } == "normalWeight")
    #expect(try field { $0["seed"] = -1 } == "seed")
    #expect(try field { $0["bias"] = 1e200 } == "bias")
    #expect(try field { $0["features"] = [String]() } == "features")
    #expect(try field { $0["features"] = ["a", "b", "a"] } == "features")
    #expect(try field { $0["features"] = ["a", "b"] } == "scaling")
    #expect(try field { $0["features"] = ["a", 2, "b"] } == "features[1]")
    #expect(try field { $0["coefficients"] = [Double]() } == "coefficients")
    #expect(try field { $0["coefficients"] = [0.5, -0.25] } == "coefficients")
    #expect(try field { $0["coefficients"] = [0.5, -500] } == "coefficients[1]")
    #expect(try field { $0["coefficients"] = [0.5, -0.5] } == "supportVectors")
    #expect(
      try field { $0["supportVectors"] = Array(list($0, "supportVectors").dropLast()) + [[1, 2]] }?
        .hasPrefix("supportVectors[") == true)
    #expect(
      try field {
        $0["supportVectors"] = [[1, 1e151, 2]] + Array(list($0, "supportVectors").dropFirst())
      }
        == "supportVectors[0]")
    #expect(
      try field { $0["scaling"] = ["method": "range", "offsets": [1, 2, 3], "spreads": [1]] }
        == "scaling.spreads")
    #expect(
      try field { $0["scaling"] = ["method": "none", "offsets": [1], "spreads": [1]] }
        == "scaling.method")
    #expect(
      try field { $0["gridPoints"] = [["cost": 1, "gamma": 1, "balancedAccuracy": 2]] }
        == "gridPoints[0]")
    #expect(try field { $0["gridPoints"] = [["cost": 1]] } == "gridPoints[0].gamma")
  }

  @Test(arguments: [
    ("cost", "1e999"), ("seed", "18446744073709551616"), ("seed", "1.5"), ("version", "1.5"),
    ("bias", "01"), ("coefficients", "[1e999,2]"), ("supportVectors", "[[1e999]]"),
  ])
  func numbersThatDoNotFitAreNamed(_ field: String, _ number: String) throws {
    let json = String(decoding: try changed { $0[field] = "here" }, as: UTF8.self)
    let damaged = json.replacingOccurrences(of: "\"here\"", with: number)
    #expect(
      failure(Data(damaged.utf8))
        == .field(path: "model.json", field: field, reason: "has a value that cannot be used"))
  }

  @Test(arguments: ["", "[]", "3", "null", "{}", "model", "{\"format\":", "\u{0}\u{0}"])
  func otherFilesAreNoModels(_ text: String) throws {
    let error = try #require(failure(Data(text.utf8)))
    #expect("\(error)".hasPrefix("model.json: "))
  }

  @Test func filesThatCannotBeReachedAreNamed() throws {
    let classifier = try #require(Self.classifier)
    let file = try File()
    #expect(
      throws: SupportVectorError.file(path: file.path("none.json"), reason: "no such file")
    ) { try SupportVectorClassifier(contentsOf: file.path("none.json")) }
    #expect(throws: SupportVectorError.file(path: file.folder.path, reason: "is a directory")) {
      try SupportVectorClassifier(contentsOf: file.folder.path)
    }
    #expect(throws: SupportVectorError.self) {
      try classifier.save(to: file.path("no/folder/model.json"))
    }
    #expect(throws: SupportVectorError.self) { try classifier.save(to: "") }
  }
}

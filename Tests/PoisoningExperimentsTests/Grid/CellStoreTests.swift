import Foundation
import PoisoningExperiments
import Testing

@Suite struct CellStoreTests {
  func store(_ folder: URL, _ configuration: [String: Int] = ["a": 1, "b": 2], data: UInt64 = 7)
    throws -> CellStore<SquareKey, Double>
  {
    try CellStore(folder: folder, configuration: configuration, data: data)
  }

  @Test func cellsOutliveTheStore() throws {
    try withFolder { folder in
      let key = SquareKey(number: 3)
      let first = try store(folder)
      #expect(first.cell(for: key) == nil)
      try first.write(0.1 + 0.2, for: key)
      #expect(try store(folder).cell(for: key) == 0.1 + 0.2)
      #expect(try store(folder).cell(for: SquareKey(number: 4)) == nil)
      #expect(files(in: folder, endingIn: "") == ["manifest.json", "square%203.cell.json"])
    }
  }

  @Test func refusesFolderOfOtherConfiguration() throws {
    try withFolder { folder in
      _ = try store(folder)
      #expect(
        throws: ExperimentError.otherConfiguration(folder: folder.path, differing: ["b", "c"])
      ) { try store(folder, ["a": 1, "c": 2]) }
    }
  }

  @Test func aParentKeepsConfigurationsAndDataApart() throws {
    try withFolder { parent in
      func store(_ number: Int, data: UInt64 = 7) throws -> CellStore<SquareKey, Double> {
        try CellStore(in: parent, configuration: ["a": number], data: data)
      }
      let key = SquareKey(number: 3)
      try store(1).write(9, for: key)
      #expect(try store(2).cell(for: key) == nil)
      #expect(try store(1, data: 8).cell(for: key) == nil)
      try store(2).write(4, for: key)
      #expect(try store(1).cell(for: key) == 9)
      #expect(try store(2).cell(for: key) == 4)
      #expect(files(in: parent, endingIn: "").count == 3)
      // A folder of the name of its fingerprint is one like any other.
      let folder = try store(1).folder
      let same = try CellStore<SquareKey, Double>(
        folder: folder, configuration: ["a": 1], data: 7)
      #expect(same.cell(for: key) == 9)
    }
  }

  @Test func refusesFolderOfOtherData() throws {
    try withFolder { folder in
      _ = try store(folder)
      #expect(throws: ExperimentError.otherData(folder: folder.path)) {
        try store(folder, data: 8)
      }
    }
  }

  @Test(arguments: ["", "{", "[]", "{\"cell\":1}", "\u{0}\u{1}"]) func damagedCellIsAbsent(
    text: String
  ) throws {
    try withFolder { folder in
      let store = try store(folder)
      let key = SquareKey(number: 3)
      try store.write(9, for: key)
      try Data(text.utf8).write(to: store.url(for: key))
      #expect(store.cell(for: key) == nil)
    }
  }

  @Test func cellOfAnotherKeyOrManifestIsAbsent() throws {
    try withFolder { folder in
      let store = try store(folder)
      let (three, four) = (SquareKey(number: 3), SquareKey(number: 4))
      try store.write(9, for: three)
      try FileManager.default.copyItem(at: store.url(for: three), to: store.url(for: four))
      #expect(store.cell(for: four) == nil)
      try FileManager.default.removeItem(at: folder.appending(path: "manifest.json"))
      #expect(try self.store(folder, data: 8).cell(for: three) == nil)
    }
  }

  @Test func saysWhatIsWrongWithTheFolder() throws {
    try withFolder { folder in
      _ = try store(folder)
      let manifest = folder.appending(path: "manifest.json")
      try Data("nonsense".utf8).write(to: manifest)
      let error = #expect(throws: ExperimentError.self) { try store(folder) }
      #expect(error?.description.contains(manifest.path) == true)
      #expect(throws: ExperimentError.self) { try store(manifest) }
    }
  }

  @Test func refusesCellsThatJSONCannotHold() throws {
    try withFolder { folder in
      let store = try store(folder)
      #expect(throws: ExperimentError.self) { try store.write(.nan, for: SquareKey(number: 1)) }
      #expect(store.cell(for: SquareKey(number: 1)) == nil)
    }
  }
}

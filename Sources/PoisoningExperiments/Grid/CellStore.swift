public import Foundation
internal import Tensor

/// Finished cells of a grid, a JSON file for each, in a folder of its own.
///
/// The folder's `manifest.json` says which configuration and which data the cells belong to; a
/// folder that belongs to others is refused. Files are written under another name and renamed, so
/// whatever a killed process leaves is absent or whole; the file that it was at is removed when the
/// folder is opened again. A cell file that cannot be read as its
/// cell, for whatever reason, counts as absent.
///
/// ```swift
/// let store = try CellStore<Key, Double>(
///   folder: URL(filePath: "out/cells"), configuration: options, data: ratings.fingerprint)
/// try store.write(0.25, for: key)
/// store.cell(for: key)  // 0.25, in a later process too
/// ```
public struct CellStore<Key: GridKey, Cell: Codable & Sendable>: Sendable {
  /// The folder of the cells.
  public let folder: URL
  /// A hash of configuration and data, repeated in each cell file.
  let fingerprint: String

  /// Opens the cells in `folder`, which is created if it is not there.
  ///
  /// - Parameters:
  ///   - folder: A folder for these cells alone.
  ///   - configuration: Everything but the data that determines the cells; an object in JSON.
  ///   - data: A hash of the data.
  /// - Throws: `ExperimentError.otherConfiguration` or `.otherData` if the folder's cells belong to
  ///   others, `.file` if it cannot be read or written.
  public init(
    folder: URL, configuration: some Encodable, data: UInt64
  ) throws(ExperimentError) {
    let manifest = try Manifest(configuration, data: data, folder: folder)
    try self.init(folder: folder, manifest: manifest)
  }

  /// Opens the cells of a configuration and data among those of others, in a folder of `parent` that is
  /// named by their hash.
  ///
  /// What was computed with another configuration stays where it is, and is found again with that one.
  ///
  /// - Parameters:
  ///   - parent: A folder for such folders.
  ///   - configuration: Everything but the data that determines the cells; an object in JSON.
  ///   - data: A hash of the data.
  /// - Throws: As ``init(folder:configuration:data:)``.
  public init(
    in parent: URL, configuration: some Encodable, data: UInt64
  ) throws(ExperimentError) {
    let manifest = try Manifest(configuration, data: data, folder: parent)
    try self.init(folder: parent.appending(path: manifest.fingerprint), manifest: manifest)
  }

  private init(folder: URL, manifest: Manifest) throws(ExperimentError) {
    self.folder = folder
    fingerprint = manifest.fingerprint
    let manifestURL = folder.appending(path: "manifest.json")
    try AtomicWriter.createFolder(folder)
    AtomicWriter.removeLeftovers(in: folder)
    guard FileManager.default.fileExists(atPath: manifestURL.path) else {
      try AtomicWriter.write(manifest.encoded, to: manifestURL)
      return
    }
    guard
      let found = try? JSONDecoder().decode(
        Manifest.Content.self, from: Data(contentsOf: manifestURL))
    else {
      throw .file(path: manifestURL.path, reason: "is not the manifest of a grid of experiments")
    }
    let differing = manifest.content.configuration.differingKeys(from: found.configuration)
    guard differing.isEmpty else {
      throw .otherConfiguration(folder: folder.path, differing: differing)
    }
    guard found.data == manifest.content.data else { throw .otherData(folder: folder.path) }
  }

  /// The stored cell of `key`, or `nil` if there is none that can be read.
  public func cell(for key: Key) -> Cell? {
    guard let data = try? Data(contentsOf: url(for: key)),
      let entry = try? JSONDecoder().decode(Entry.self, from: data),
      entry.fingerprint == fingerprint, entry.key == key
    else { return nil }
    return entry.cell
  }

  /// Stores `cell`, replacing what `key` had before.
  ///
  /// - Throws: `ExperimentError.file` if the file cannot be written.
  public func write(_ cell: Cell, for key: Key) throws(ExperimentError) {
    let url = url(for: key)
    let encoded: Data
    do {
      encoded = try Self.encoder.encode(Entry(cell: cell, fingerprint: fingerprint, key: key))
    } catch {
      throw .file(path: url.path, reason: "\(error)")
    }
    try AtomicWriter.write(encoded, to: url)
  }

  /// Where the cell of `key` is stored.
  public func url(for key: Key) -> URL {
    folder.appending(path: FileNames.escaped(key.fileName) + ".cell.json")
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return encoder
  }

  /// What the cells of a folder belong to.
  private struct Manifest {
    /// What the file holds.
    struct Content: Codable {
      let configuration: JSONValue
      let data: String
    }

    let content: Content
    /// The content as it is written.
    let encoded: Data
    /// A hash of it.
    let fingerprint: String

    /// The manifest of a configuration and a hash of data, to be kept in `folder`.
    init(
      _ configuration: some Encodable, data: UInt64, folder: URL
    ) throws(ExperimentError) {
      func hexadecimal(_ number: UInt64) -> String { String(number, radix: 16) }
      do {
        content = Content(
          configuration: try JSONValue(encoding: configuration), data: hexadecimal(data))
        encoded = try CellStore.encoder.encode(content)
      } catch {
        throw .file(path: folder.appending(path: "manifest.json").path, reason: "\(error)")
      }
      fingerprint = hexadecimal(
        SeededGenerator.derivedSeed(0, encoded.map { UInt64($0) }))
    }
  }

  /// What a cell file holds.
  private struct Entry: Codable {
    let cell: Cell
    let fingerprint: String
    let key: Key
  }
}

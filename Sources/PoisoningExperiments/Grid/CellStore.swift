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
    self.folder = folder
    let manifestURL = folder.appending(path: "manifest.json")
    let manifest: Manifest
    let encoded: Data
    do {
      manifest = Manifest(
        configuration: try JSONValue(encoding: configuration), data: Self.hexadecimal(data))
      encoded = try Self.encoder.encode(manifest)
    } catch {
      throw .file(path: manifestURL.path, reason: "\(error)")
    }
    fingerprint = Self.hexadecimal(SeededGenerator.derivedSeed(0, encoded.map { UInt64($0) }))
    try AtomicWriter.createFolder(folder)
    AtomicWriter.removeLeftovers(in: folder)
    guard FileManager.default.fileExists(atPath: manifestURL.path) else {
      try AtomicWriter.write(encoded, to: manifestURL)
      return
    }
    guard let found = try? JSONDecoder().decode(Manifest.self, from: Data(contentsOf: manifestURL))
    else {
      throw .file(path: manifestURL.path, reason: "is not the manifest of a grid of experiments")
    }
    let differing = manifest.configuration.differingKeys(from: found.configuration)
    guard differing.isEmpty else {
      throw .otherConfiguration(folder: folder.path, differing: differing)
    }
    guard found.data == manifest.data else { throw .otherData(folder: folder.path) }
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

  private static func hexadecimal(_ number: UInt64) -> String {
    String(number, radix: 16)
  }

  /// What the cells of a folder belong to.
  private struct Manifest: Codable {
    let configuration: JSONValue
    let data: String
  }

  /// What a cell file holds.
  private struct Entry: Codable {
    let cell: Cell
    let fingerprint: String
    let key: Key
  }
}

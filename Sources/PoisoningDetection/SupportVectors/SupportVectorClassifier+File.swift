internal import Foundation
internal import RecommenderData

extension SupportVectorClassifier {
  /// Writes the classifier to the file at `path` as JSON, in place of what was there.
  ///
  /// Numbers are written with as many digits as it takes to read the same bits. A reader of the
  /// file sees the old model or the new one, never a part. A path that ends in `.gz` gives a gzip
  /// file.
  ///
  /// - Throws: `SupportVectorError.file` with the path and the reason.
  public func save(to path: String) throws(SupportVectorError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let bytes: [UInt8]
    do {
      bytes = try [UInt8](encoder.encode(ModelFile(self))) + [UInt8(ascii: "\n")]
    } catch {
      throw .file(path: path, reason: "cannot be written: \(error.localizedDescription)")
    }
    do throws(DataError) {
      try AtomicFile.write(bytes, to: path)
    } catch {
      throw .file(path: path, reason: ModelFile.reason(error))
    }
  }

  /// Reads a classifier that ``save(to:)`` wrote.
  ///
  /// - Throws: `SupportVectorError.file` if the file cannot be read or is not whole, `.field` with
  ///   the field that is missing, of the wrong kind or not what a training gives.
  public init(contentsOf path: String) throws(SupportVectorError) {
    var bytes: [UInt8] = []
    do throws(DataError) {
      let source = try ByteSource(path: path)
      while try source.read(into: &bytes) {
        guard bytes.count <= ModelFile.greatestSize else {
          throw .file(path: path, reason: "is too large for a model of a detector")
        }
      }
    } catch {
      throw .file(path: path, reason: ModelFile.reason(error))
    }
    try self.init(json: Data(bytes), path: path)
  }

  /// The classifier that stands in `json`, which came from the file at `path`.
  init(json: Data, path: String) throws(SupportVectorError) {
    let decoder = JSONDecoder()
    let file: ModelFile
    do {
      // The version comes first: what another one has for fields is not known here.
      let header = try decoder.decode(ModelFile.Header.self, from: json)
      guard header.format == ModelFile.format else {
        throw SupportVectorError.field(
          path: path, field: "format", reason: "is not \"\(ModelFile.format)\"")
      }
      guard header.version == ModelFile.version else {
        throw SupportVectorError.field(
          path: path, field: "version",
          reason: "is \(header.version); this program reads version \(ModelFile.version)")
      }
      file = try decoder.decode(ModelFile.self, from: json)
    } catch let error as SupportVectorError {
      throw error
    } catch {
      throw ModelFile.failure(error, path: path)
    }
    do throws(ModelFile.Flaw) {
      self = try file.classifier()
    } catch {
      throw .field(path: path, field: error.field, reason: error.reason)
    }
  }
}

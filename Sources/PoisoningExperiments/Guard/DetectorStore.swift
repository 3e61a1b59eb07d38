internal import Foundation
internal import PoisoningDetection
internal import Tensor

/// The trained detectors of an audit, a file for each attack and size in a folder of their own.
///
/// A file is what `SVMDetector(contentsOf:)` reads, with what it belongs to in its annotations. One
/// that another audit, attack or size has left, or that cannot be read, counts as absent.
struct DetectorStore {
  /// The folder of the detectors.
  private let folder: URL
  /// What tells the detectors of one audit from those of others.
  private let fingerprint: String

  /// The detectors in `folder`.
  ///
  /// - Parameter fingerprint: A hash of all that detectors depend on besides attack and size.
  init(folder: URL, fingerprint: String) {
    self.folder = folder
    self.fingerprint = fingerprint
  }

  /// The detector for an attack at a size; `nil` if there is none.
  func detector(attack: String, size: Double, parallelism: Parallelism) -> SVMDetector? {
    let path = url(attack: attack, size: size).path
    guard let detector = try? SVMDetector(contentsOf: path, parallelism: parallelism) else {
      return nil
    }
    let annotations = detector.classifier.annotations
    let isOurs = origin(attack, size).allSatisfy { annotations[$0.key] == $0.value }
    return isOurs ? detector : nil
  }

  /// Keeps the detector for an attack at a size, in place of what was there.
  ///
  /// - Throws: `ExperimentError.file` if the file cannot be written.
  func write(_ detector: SVMDetector, attack: String, size: Double) throws(ExperimentError) {
    let url = url(attack: attack, size: size)
    var classifier = detector.classifier
    classifier.annotations.merge(origin(attack, size)) { $1 }
    try AtomicWriter.createFolder(folder)
    do throws(SupportVectorError) {
      try classifier.save(to: url.path)
    } catch .file(let path, let reason) {
      throw .file(path: path, reason: reason)
    } catch {
      throw .file(path: url.path, reason: "\(error)")
    }
  }

  /// Where the detector for an attack at a size is kept.
  func url(attack: String, size: Double) -> URL {
    folder.appending(path: FileNames.escaped("\(attack)-\(size)") + ".json")
  }

  private func origin(_ attack: String, _ size: Double) -> [String: String] {
    ["attack": attack, "audit": fingerprint, "size": "\(size)"]
  }
}

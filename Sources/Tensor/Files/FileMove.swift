internal import Foundation

/// Moves of files within one file system, which happen in one step.
package enum FileMove {
  /// Gives the file at `source` the name `destination`; a file of that name is replaced.
  ///
  /// - Throws: `TensorError.file` with the destination and the system's reason.
  package static func replace(_ destination: String, with source: String) throws(TensorError) {
    guard rename(source, destination) == 0 else {
      throw .file(path: destination, reason: SystemFailure.reason(errno))
    }
  }
}

internal import Foundation
internal import Tensor

/// Why the system refuses a file, in a few words.
package enum FileFailure {
  /// The reason of an error that Foundation threw for a file.
  package static func reason(_ error: any Error) -> String {
    guard let error = error as? CocoaError else { return "\(error.localizedDescription)" }
    switch error.code {
    case .fileNoSuchFile, .fileReadNoSuchFile: return "no such file"
    case .fileReadNoPermission, .fileWriteNoPermission: return "permission denied"
    case .fileWriteOutOfSpace: return "no space left on the device"
    case .fileWriteFileExists: return "a file is in its place"
    case .fileWriteVolumeReadOnly: return "the file system is read-only"
    case .fileReadInvalidFileName, .fileWriteInvalidFileName: return "not a valid file name"
    default: return SystemFailure.cause(of: error) ?? error.localizedDescription
    }
  }

  /// Whether a directory is at `path`; links are followed.
  package static func isDirectory(_ path: String) -> Bool {
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    return (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
  }
}

internal import Foundation
internal import Synchronization

/// The temporary names of files that are being written, and what killed processes left under them.
///
/// A file is locked as long as it is being written, so that what is left over can be told from what
/// another process is at. The lock is the system's, which frees it when a process ends.
package enum PartialFile {
  private static let prefix = ".mithridate-"
  private static let suffix = ".partial"
  private static let count = Atomic<Int>(0)

  /// A name in the folder of `path` that is not in use.
  static func name(beside path: String) -> String {
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
    while true {
      let number = count.wrappingAdd(1, ordering: .relaxed).newValue
      let name = "\(folder)\(prefix)\(getpid())-\(number)\(suffix)"
      // A process of the same number may have left its file.
      if access(name, F_OK) != 0 { return name }
    }
  }

  /// Removes the files that killed processes left in `folder`; those being written stay.
  package static func removeLeftovers(in folder: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where name.hasPrefix(prefix) && name.hasSuffix(suffix) {
      let path = folder + "/" + name
      let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
      close(descriptor)
    }
  }
}

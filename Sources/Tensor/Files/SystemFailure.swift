internal import Foundation

/// What the system makes of a process's files, and why it refuses one, in a few words.
package enum SystemFailure {
  /// What an error number of the system means.
  package static func reason(_ number: Int32) -> String {
    switch number {
    case EACCES, EPERM: "permission denied"
    case ENOSPC: "no space left on the device"
    case EROFS: "the file system is read-only"
    case EDQUOT: "the disk quota is used up"
    case EFBIG: "the file would be larger than is allowed"
    case EPIPE: "nobody reads it any more"
    case EBADF: "it is closed"
    default: String(cString: strerror(number))
    }
  }

  /// What the system said, if that is the cause of an error of Foundation.
  package static func cause(of error: any Error) -> String? {
    let cause = (error as? CocoaError)?.userInfo[NSUnderlyingErrorKey] as? POSIXError
    return cause.map { reason($0.code.rawValue) }
  }

  /// Opens standard input, output and error where they are closed, so that no other file takes
  /// their numbers; what is written to them fails.
  package static func reserveStandardStreams() {
    while true {
      let descriptor = open("/dev/null", O_RDONLY)
      guard (0...STDERR_FILENO).contains(descriptor) else {
        close(descriptor)
        return
      }
    }
  }

  /// Why nothing can be written into the folder at `path`, or `nil` if something can.
  package static func refusal(ofFolder path: String) -> String? {
    access(path, W_OK | X_OK) == 0 ? nil : reason(errno)
  }
}

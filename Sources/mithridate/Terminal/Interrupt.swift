internal import Foundation
internal import Synchronization

/// Turns Ctrl-C into an error at the next step of a long task, so that nothing is left half-done.
///
/// A second Ctrl-C ends the process at once.
enum Interrupt {
  private static let isRequested = Atomic<Bool>(false)

  /// Begins to listen for Ctrl-C.
  static func listen() {
    isRequested.store(false, ordering: .relaxed)
    signal(SIGINT) { _ in
      if Interrupt.isRequested.exchange(true, ordering: .relaxed) { _exit(130) }
    }
  }

  /// Throws ``Interruption`` if Ctrl-C was pressed since ``listen()``.
  static func check() throws {
    if isRequested.load(ordering: .relaxed) { throw Interruption() }
  }
}

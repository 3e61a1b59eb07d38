internal import Dispatch
internal import Foundation
internal import Synchronization

/// Turns Ctrl-C into an error at the next step of a long task, so that nothing is left half-done.
///
/// A second Ctrl-C ends the process at once.
enum Interrupt {
  private static let isRequested = Atomic<Bool>(false)
  private static let source: any DispatchSourceSignal = {
    signal(SIGINT, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler {
      if isRequested.exchange(true, ordering: .relaxed) { exit(130) }
    }
    return source
  }()

  /// Begins to listen for Ctrl-C.
  static func listen() {
    source.activate()
  }

  /// Throws ``Interruption`` if Ctrl-C was pressed since ``listen()``.
  static func check() throws {
    if isRequested.load(ordering: .relaxed) { throw Interruption() }
  }
}

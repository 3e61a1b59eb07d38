internal import Foundation

/// The processors of this machine.
enum ProcessorCount {
  /// How many processors the operating system lets this process run on now.
  static var active: Int { ProcessInfo.processInfo.activeProcessorCount }
}

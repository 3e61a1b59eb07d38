internal import PoisoningExperiments

/// Data of a command, which say on standard error what is worth knowing of them.
protocol LoadedData {
  /// Says what reading found.
  func announce()
}

/// What the terminal shows during a long task: first what is worth knowing of the data, then a bar.
struct TaskProgress {
  private let loaded: any LoadedData
  private var bar: ProgressBar
  private var isAnnounced = false

  /// The progress of the task called `title`; from now on Ctrl-C ends it at its next step.
  init(_ title: String, _ loaded: any LoadedData) {
    self.loaded = loaded
    bar = ProgressBar(title)
    Interrupt.listen()
  }

  /// Goes on to another part of the task, which has a bar and a time left of its own.
  mutating func begin(_ title: String) {
    bar.finish()
    bar = ProgressBar(title)
  }

  /// Shows where an audit stands.
  ///
  /// - Parameter detail: What is being worked on.
  /// - Throws: ``Interruption`` if Ctrl-C was pressed.
  mutating func show(_ progress: GridProgress, detail: String = "") throws {
    try takeStep()
    bar.update(
      progress.done, of: progress.total, secondsLeft: progress.secondsLeft, detail: detail)
  }

  /// Shows that `done` of `total` steps are finished, all equally long.
  ///
  /// - Throws: ``Interruption`` if Ctrl-C was pressed.
  mutating func show(_ done: Int, of total: Int) throws {
    try takeStep()
    bar.update(done, of: total)
  }

  private mutating func takeStep() throws {
    if !isAnnounced { loaded.announce() }
    isAnnounced = true
    do {
      try Interrupt.check()
    } catch {
      bar.finish()
      throw error
    }
  }

  /// Removes the bar.
  func finish() { bar.finish() }
}

internal import PoisoningExperiments

/// What the terminal shows during a long task: first what is worth knowing of the ratings, then a bar.
struct TaskProgress {
  private let loaded: LoadedRatings
  private var bar: ProgressBar
  private var isAnnounced = false

  /// The progress of the task called `title`; from now on Ctrl-C ends it at its next step.
  init(_ title: String, _ loaded: LoadedRatings) {
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
  /// - Throws: ``Interruption`` if Ctrl-C was pressed.
  mutating func show(_ progress: GridProgress) throws {
    try takeStep()
    bar.update(progress.done, of: progress.total, secondsLeft: progress.secondsLeft)
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

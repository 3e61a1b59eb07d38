public import Foundation
internal import RecommenderData
public import TensorLearning

/// What an agent gained round by round, as a table and a drawing.
public struct LearningCurve: Hashable, Sendable {
  /// The points, in the order of episodes.
  public let points: [QLearningPoint]

  /// A curve of given points.
  public init(_ points: [QLearningPoint]) {
    self.points = points
  }

  /// The points as comma-separated values; a loss before the first update is empty.
  public var csv: String {
    "episode,mean_return,exploration,loss\n"
      + points.map { point in
        let loss = point.loss?.shortText ?? ""
        return
          "\(point.episode),\(point.meanReturn.shortText),\(point.exploration.shortText),\(loss)\n"
      }.joined()
  }

  /// The script that draws `curve.csv` as `curve.svg` and `curve.png`.
  private var script: String {
    """
    set datafile separator ','
    set xlabel 'Episodes'
    set ylabel 'Mean return of a round'
    set y2label 'Exploration'
    set y2range [0:1]
    set y2tics
    set ytics nomirror
    set grid ytics
    set key outside top horizontal
    set terminal svg size 800,450 dynamic background rgb 'white'
    set output 'curve.svg'
    plot 'curve.csv' using 1:2 skip 1 with linespoints lw 1.5 title 'return', \\
      '' using 1:3 skip 1 axes x1y2 with lines dt 2 title 'exploration'
    set terminal pngcairo size 1200,675 background rgb 'white'
    set output 'curve.png'
    replot
    set output

    """
  }

  /// Checks that ``write(to:)`` knows what to write, and has gnuplot where it needs it.
  ///
  /// - Throws: `ExperimentError.invalidOption` for another ending than csv, svg and png, `.gnuplotMissing`.
  public static func validate(_ file: URL) throws(ExperimentError) {
    let kind = file.pathExtension.lowercased()
    guard ["csv", "svg", "png"].contains(kind) else {
      throw .invalidOption(
        name: "curve", requirement: "\(file.lastPathComponent) does not end in .csv, .svg or .png")
    }
    if kind != "csv" { _ = try Gnuplot() }
  }

  /// Writes the curve to a file: values if its name ends in `csv`, else a drawing, `svg` or `png`.
  ///
  /// - Throws: As ``validate(_:)``; `ExperimentError.gnuplotFailed`, `.file` or `DataError` for what cannot be
  ///   drawn or written.
  public func write(to file: URL) throws {
    try Self.validate(file)
    let kind = file.pathExtension.lowercased()
    guard kind != "csv" else {
      try AtomicFile.write(csv, to: file.path)
      return
    }
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "mithridate-curve-\(UUID().uuidString)")
    try AtomicWriter.createFolder(folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    try AtomicFile.write(csv, to: folder.appending(path: "curve.csv").path)
    try AtomicFile.write(script, to: folder.appending(path: "curve.gnuplot").path)
    try Gnuplot().run(
      "curve.gnuplot", reading: ["curve.csv"], writing: ["curve.svg", "curve.png"], in: folder)
    let drawn = try Data(contentsOf: folder.appending(path: "curve.\(kind)"))
    try AtomicWriter.write(drawn, to: file)
  }
}

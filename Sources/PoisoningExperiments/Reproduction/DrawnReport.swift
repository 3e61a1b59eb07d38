internal import Foundation

/// The files of a figure: its report, its numbers, and the drawing beside what it is made from.
struct DrawnReport {
  /// What the files are called, without their endings; the script draws `.svg` and `.png` of this name
  /// from the `.dat`.
  let name: String
  let csv: String
  let plotData: String
  let plotScript: String
  let markdown: String

  /// Writes and draws the files in `folder`, each whole or absent at any time, the report last.
  ///
  /// - Throws: `ExperimentError.gnuplotFailed`, or `.file` if a file cannot be written.
  func write(to folder: URL, gnuplot: Gnuplot) throws(ExperimentError) {
    func write(_ text: String, _ suffix: String) throws(ExperimentError) {
      try AtomicWriter.write(Data(text.utf8), to: folder.appending(path: "\(name).\(suffix)"))
    }
    try write(csv, "csv")
    try write(plotData, "dat")
    try write(plotScript, "gnuplot")
    try gnuplot.run(
      "\(name).gnuplot", reading: ["\(name).dat"], writing: ["\(name).svg", "\(name).png"],
      in: folder)
    try write(markdown, "md")
  }
}

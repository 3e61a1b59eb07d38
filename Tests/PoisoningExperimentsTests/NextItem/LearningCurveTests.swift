import Foundation
import PoisoningExperiments
import TensorLearning
import Testing

/// Learning curves in files.
@Suite struct LearningCurveTests {
  private let curve = LearningCurve([
    QLearningPoint(episode: 16, meanReturn: 0.5, exploration: 1, loss: nil),
    QLearningPoint(episode: 32, meanReturn: 1.25, exploration: 0.5, loss: 0.125),
  ])

  @Test func valuesAreALineForEachRound() {
    #expect(
      curve.csv == """
        episode,mean_return,exploration,loss
        16,0.5,1,
        32,1.25,0.5,0.125

        """)
  }

  @Test func theEndingSaysWhatIsWritten() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "mithridate-curve-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let values = folder.appending(path: "c.csv")
    try curve.write(to: values)
    #expect(try String(contentsOf: values, encoding: .utf8) == curve.csv)
    #expect(throws: ExperimentError.self) { try curve.write(to: folder.appending(path: "c.pdf")) }
    guard (try? Gnuplot()) != nil else { return }
    try curve.write(to: folder.appending(path: "c.svg"))
    #expect(
      try String(contentsOf: folder.appending(path: "c.svg"), encoding: .utf8).contains("<svg"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.sorted() == ["c.csv", "c.svg"])
  }
}

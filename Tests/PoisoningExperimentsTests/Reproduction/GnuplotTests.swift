import Foundation
import Testing

@testable import PoisoningExperiments

@Suite struct GnuplotTests {
  /// A folder with a program called `gnuplot` that is the given shell script.
  func withProgram<Result>(_ lines: String, _ body: (Gnuplot, URL) throws -> Result) throws
    -> Result
  {
    try withFolder { folder in
      let bin = folder.appending(path: "bin")
      try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
      let program = bin.appending(path: "gnuplot")
      try Data("#!/bin/sh\n\(lines)\n".utf8).write(to: program)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: program.path)
      try Data("data".utf8).write(to: folder.appending(path: "in.dat"))
      try Data("script".utf8).write(to: folder.appending(path: "s.gnuplot"))
      return try body(Gnuplot(path: "/nowhere:\(bin.path)"), folder)
    }
  }

  func draw(_ gnuplot: Gnuplot, _ folder: URL) throws {
    try gnuplot.run("s.gnuplot", reading: ["in.dat"], writing: ["a.svg"], in: folder)
  }

  @Test func aMissingProgramIsATypedError() {
    #expect(throws: ExperimentError.gnuplotMissing) { try Gnuplot(path: "/nowhere:") }
    #expect("\(ExperimentError.gnuplotMissing)".contains("gnuplot-nox"))
  }

  @Test func outputsComeFromTheScriptAndItsInputs() throws {
    try withProgram("cat \"$1\" in.dat > a.svg") { gnuplot, folder in
      try draw(gnuplot, folder)
      #expect(
        try Data(contentsOf: folder.appending(path: "a.svg")) == Data("scriptdata".utf8))
      #expect(files(in: folder, endingIn: "") == ["a.svg", "bin", "in.dat", "s.gnuplot"])
    }
  }

  @Test func aFailureSaysWhatTheProgramSaysAndLeavesNothing() throws {
    try withProgram("echo half > a.svg; echo bad >&2; echo '  script' >&2; exit 3") {
      gnuplot, folder in
      #expect(throws: ExperimentError.gnuplotFailed(status: 3, message: "bad script")) {
        try draw(gnuplot, folder)
      }
      #expect(files(in: folder, endingIn: "") == ["bin", "in.dat", "s.gnuplot"])
    }
  }

  @Test func anOutputThatIsNotThereIsAFailureOfAll() throws {
    try withProgram("echo whole > a.svg") { gnuplot, folder in
      #expect(throws: ExperimentError.self) {
        try gnuplot.run("s.gnuplot", reading: ["in.dat"], writing: ["a.svg", "b.png"], in: folder)
      }
      #expect(files(in: folder, endingIn: "") == ["bin", "in.dat", "s.gnuplot"])
    }
  }
}

import Testing

@Suite struct HelpTests {
  @Test(arguments: [
    "audit", "fit", "recommend", "attack", "detect", "detect features", "dataset", "dataset info",
    "dataset convert", "dataset synthesize", "dataset core", "dataset sequences",
    "dataset sequences info", "dataset sequences convert", "dataset sequences synthesize",
    "dataset sequences core", "loki", "reproduce", "reproduce table1", "reproduce table3",
    "reproduce table4",
    "reproduce figure1", "reproduce loki-figure3", "reproduce loki-figure4",
    "reproduce loki-figure5", "reproduce loki-figure6",
  ])
  func everyCommandHasExamples(command: String) throws {
    let run = try Tool().run("\(command) --help")
    #expect(run.status == 0)
    #expect(run.output.contains("EXAMPLE"))
    #expect(run.output.contains("mithridate \(command)"))
    #expect(run.error.isEmpty)
  }

  @Test(arguments: ["audit", "recommend"]) func walksHaveAnExample(command: String) throws {
    let words = try Tool().run("\(command) --help").output.split(whereSeparator: \.isWhitespace)
    #expect(words.joined(separator: " ").contains("--victim random-walk --restart 0.3"))
  }

  @Test func theToolNamesItsCommands() throws {
    let run = try Tool().run("--help")
    #expect(run.status == 0)
    for name in ["audit", "fit", "recommend", "attack", "detect", "reproduce", "dataset"] {
      #expect(run.output.contains(name))
    }
  }
}

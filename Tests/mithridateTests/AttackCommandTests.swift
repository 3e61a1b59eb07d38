import Foundation
import Testing

@Suite struct AttackCommandTests {
  @Test func writesTheProfilesThatAnAuditInjects() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    let run = try tool.run(
      "attack --ratings r.tsv --target i3 --attack popular --size 0.25 --fillers 4 --out f.csv")
    #expect(run.status == 0)
    #expect(run.output.isEmpty)
    let lines = try tool.read("f.csv").split(separator: "\n")
    #expect(lines[0] == "user,item,rating")
    let rows = lines.dropFirst().map { $0.split(separator: ",") }
    #expect(Set(rows.map { $0[0] }) == ["fake-1", "fake-2", "fake-3"])
    #expect(rows.count == 3 * 5)
    #expect(rows.filter { $0[1] == "i3" }.allSatisfy { $0[2] == "5" })
    _ = try tool.run(
      "audit --ratings r.tsv --target i3 --attacks popular --sizes 0.25 --fillers 4 --rank 2 "
        + "--sweeps 2 --out o")
    #expect(try tool.read("o/profiles/popular-i3.csv") == tool.read("f.csv"))
  }

  @Test func knowsNoMoreThanAnAuditLetsItKnow() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    let options = "--ratings r.tsv --target i3 --fillers 3 --observed 0.3 --rank 2 --sweeps 2"
    #expect(
      try tool.run("attack \(options) --attack random --size 0.25 --out f.csv").status == 0)
    #expect(
      try tool.run("audit \(options) --attacks random --sizes 0.25 --out o").status == 0)
    #expect(try tool.read("o/profiles/random-i3.csv") == tool.read("f.csv"))
  }

  @Test(arguments: ["s-tna-inf", "greedy-stealth"])
  func optimizedAttacksTakeTheSameOptionsAsInAnAudit(attack: String) throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    let options =
      "--ratings r.tsv --target i3 --fillers 4 --rank 2 --sweeps 2 --top 3 --steps 2 "
      + "--gradient refit:2 --influential-users 4 --loss-width 0.3 --initial-loss-width 1 "
      + "--sparsity 0 --start-rating 0.1 --step-length 0.5 --attacker-rank 3"
    let run = try tool.run("attack \(options) --attack \(attack) --size 0.25 --out f.csv")
    #expect(run.status == 0)
    _ = try tool.run("audit \(options) --attacks \(attack) --sizes 0.25 --out o")
    #expect(try tool.read("o/profiles/\(attack)-i3.csv") == tool.read("f.csv"))
    let settings = try tool.read("o/results.json")
    #expect(settings.contains("\"gradient\" : \"refit:2\""))
    #expect(settings.contains("\"attackerRank\" : 3"))
  }

  @Test func walksHaveOneTitleInTheHelp() throws {
    let help = try Tool().run("attack --help").output
    let parts = help.components(separatedBy: "ATTACKS ON RANDOM WALKS:")
    #expect(parts.count == 2)
    let section = try #require(parts.last?.components(separatedBy: "\n\n").first)
    for option in ["--walk-steps", "--restart", "--walk-tolerance"] {
      #expect(section.contains(option))
    }
  }

  /// What the model of another attack would need does not count.
  @Test func attacksThatFitNothingTakeAnyRank() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    let options = "--ratings r.tsv --target i3 --size 0.25 --fillers 4 --rank 1000000 --out f.csv"
    #expect(try tool.run("attack \(options) --attack s-graph").status == 0)
    let refused = try tool.run("attack \(options) --attack u-tna")
    #expect(refused.status == 2 && refused.error.contains("--rank"))
  }

  /// A descent of so many steps would last for minutes.
  @Test func interruptEndsALongAttackAndLeavesNoFile() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    let command =
      "attack --ratings r.tsv --target i3 --attack u-tna --size 0.25 --fillers 4 --rank 2 "
      + "--sweeps 2 --steps 1000000 --out f.csv"
    let (process, text) = try tool.interrupt(command)
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 130)
    #expect(text.contains("interrupted"))
    #expect(try tool.contents() == ["r.tsv"])
  }

  @Test func namesTheGradientsThereAre() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    let run = try tool.run(
      "attack --ratings r.tsv --target i3 --attack u-tna --size 0.25 --gradient steepest --out f")
    #expect(run.status == 2)
    #expect(run.error.contains("published, one-sweep, refit, refit:20 or stationary"))
  }
}

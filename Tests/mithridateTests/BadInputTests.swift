import Foundation
import Testing

/// Every mistake is one line on standard error, exit code 2, and no file.
@Suite struct BadInputTests {
  /// A mistake: the content of `r.tsv` (`nil` for none), the arguments, and what the message says.
  struct Mistake: CustomTestStringConvertible, Sendable {
    let content: String?
    let arguments: String
    let message: [String]

    var testDescription: String { arguments }

    init(_ content: String?, _ arguments: String, _ message: String...) {
      self.content = content
      self.arguments = arguments
      self.message = message
    }
  }

  static let good = Tool.ratings
  static let everyoneRatesI0 =
    (0..<12).map { "u\($0)\ti0\t3\n" }.joined()
    + good
    .split(separator: "\n").filter { !$0.contains("\ti0\t") }.map { $0 + "\n" }.joined()

  static let files = [
    Mistake(nil, "fit --ratings r.tsv --out o", "r.tsv", "no such file"),
    Mistake("", "fit --ratings r.tsv --out o", "r.tsv", "empty"),
    Mistake("\u{0}\u{1}\u{2}binary\u{0}\n", "fit --ratings r.tsv --out o", "r.tsv"),
    Mistake("a\tx\t3\nb\tx\n", "fit --ratings r.tsv --out o", "r.tsv:2"),
    Mistake("a\tx\tgood\nb\tx\t3\n", "fit --ratings r.tsv --out o", "r.tsv:1", "good"),
    Mistake("a\tx\t3\nb\tx\tgood\n", "fit --ratings r.tsv --out o", "r.tsv:2", "good"),
    Mistake("a\tx\t3\nb\tx\tnan\n", "fit --ratings r.tsv --out o", "r.tsv:2", "nan"),
    Mistake("a\tx\t3\nb\tx\tinf\n", "fit --ratings r.tsv --out o", "r.tsv:2", "inf"),
    Mistake("a\tx\t3\nb\tx\t9\n", "fit --ratings r.tsv --scale 1:5 --out o", "r.tsv:2", "1 to 5"),
    Mistake("a\tx\t3\na\tx\t4\n", "fit --ratings r.tsv --out o", "r.tsv:2", "'a'", "'x'"),
    Mistake("a\tx\t3\na\tx\t4\n", "fit --ratings r.tsv --out o", "--duplicates"),
    Mistake(good, "fit --ratings . --out o", "directory"),
    Mistake("junk", "fit --ratings r.tsv --out o", "r.tsv:1"),
  ]

  static let options = [
    Mistake(good, "audit --out o", "--ratings", "--synthetic"),
    Mistake(good, "audit --ratings r.tsv --synthetic small --out o", "exclude"),
    Mistake(good, "audit --synthetic big --out o", "big", "small"),
    Mistake(
      good, "audit --ratings r.tsv --target nothing --fillers 3 --out o", "--target", "nothing"),
    Mistake(everyoneRatesI0, "audit --ratings r.tsv --target i0 --fillers 3 --out o", "i0"),
    Mistake(
      good, "audit --ratings r.tsv --target-count 99 --fillers 3 --out o", "--target-count", "99"),
    Mistake(good, "audit --ratings r.tsv --target-count 0 --fillers 3 --out o", "--target-count"),
    Mistake(good, "audit --ratings r.tsv --fillers 9 --out o", "--fillers", "8"),
    Mistake(good, "audit --ratings r.tsv --fillers 3 --sizes 0 --out o", "--sizes"),
    Mistake(good, "audit --ratings r.tsv --fillers 3 --sizes 1.01 --out o", "--sizes"),
    Mistake(good, "audit --ratings r.tsv --fillers 3 --sizes 0.1,x --out o", "--sizes"),
    Mistake(good, "audit --ratings r.tsv --fillers 3 --attacks magic --out o", "magic", "popular"),
    Mistake(good, "audit --ratings r.tsv --fillers 3 --top 0 --out o", "--top"),
    Mistake(good, "audit --ratings r.tsv --fillers 3 --holdout 1 --out o", "--holdout"),
    Mistake(good, "audit --ratings r.tsv --fillers 3 --observed 0 --out o", "--observed: 0"),
    Mistake(
      good, "audit --ratings r.tsv --fillers 3 --observed all --out o", "--observed", "above 0"),
    Mistake(
      good, "audit --ratings r.tsv --fillers 3 --observed 0.02 --target i0 --out o", "--observed",
      "too few for 3 fillers"),
    Mistake(
      good,
      "attack --ratings r.tsv --target i0 --attack random --size 1 --fillers 3 --observed 2 --out o",
      "--observed: 2"),
    Mistake(good, "audit --ratings r.tsv --threads 0 --out o", "--threads"),
    Mistake(good, "audit --ratings r.tsv --precision half --out o", "half"),
    Mistake(good, "fit --ratings r.tsv --rank 0 --out o", "--rank"),
    Mistake(good, "fit --ratings r.tsv --rank 1000000000 --out o", "GB"),
    Mistake(good, "fit --ratings r.tsv --regularization 0 --out o", "--regularization"),
    Mistake(good, "fit --ratings r.tsv --regularization -1 --out o", "--regularization"),
    Mistake(good, "fit --ratings r.tsv --regularization nan --out o", "--regularization"),
    Mistake(good, "fit --ratings r.tsv --tolerance -1 --out o", "--tolerance"),
    Mistake(good, "fit --ratings r.tsv --sweeps -1 --out o", "--sweeps"),
    Mistake(
      good, "fit --ratings r.tsv --gradient-tolerance -1 --out o", "--gradient-tolerance: -1"),
    Mistake(good, "fit --ratings r.tsv --acceleration fast --out o", "fast", "lbfgs"),
    Mistake(good, "fit --ratings r.tsv --init nowhere --out o", "nowhere"),
    Mistake(good, "recommend --ratings r.tsv --top 0 --out o", "--top"),
    Mistake(good, "recommend --ratings r.tsv --factors nowhere --out o", "nowhere"),
    Mistake(good, "attack --ratings r.tsv --target i0 --attack popular --size 2 --out o", "--size"),
    Mistake(good, "attack --ratings r.tsv --target i0 --attack magic --size 1 --out o", "magic"),
    Mistake(
      good, "attack --ratings r.tsv --target i0 --attack magic --size 1 --out o", "--attack:"),
    Mistake(
      good,
      "attack --ratings r.tsv --target i0 --attack random --size 1 --fillers 3 --rank 0 --out o",
      "--rank"),
    Mistake(good, "audit --ratings r.tsv --fillers -3 --out o", "--fillers", "1 to 8"),
    Mistake(good, "audit --ratings r.tsv --fillers few --out o", "--fillers", "whole number"),
    Mistake(good, "audit --ratings r.tsv --fillers 3 --out=", "--out"),
    Mistake(good, "fit --ratings r.tsv --out=", "--out"),
    Mistake(good, "fit --ratings r.tsv --out r.tsv", "--out", "r.tsv"),
    Mistake(good, "recommend --ratings r.tsv --out nowhere/o", "--out", "nowhere/o"),
    Mistake(good, "dataset synthesize --users 0 --out o", "--users: 0"),
    Mistake(good, "dataset synthesize --rating-count 1 --out o", "--rating-count: 1"),
    Mistake(
      good, "fit --ratings r.tsv --precision float --regularization 1e-60 --out o",
      "--regularization: 1e-60", "single precision"),
    Mistake(
      good,
      "audit --ratings r.tsv --fillers 3 --precision float --regularization 1e60 --out o",
      "--regularization: 1e+60"),
    Mistake(
      good, "dataset convert --ratings r.tsv --format inter --no-header --out o", "--no-header"),
    Mistake(good, "reproduce table1 --ratings r.tsv", "--out"),
    Mistake(good, "reproduce table1 --out o", "--ratings"),
    Mistake(nil, "reproduce table1 --ratings r.tsv --out o", "r.tsv", "no such file"),
    Mistake(
      good, "reproduce table1 --ratings r.tsv --fillers 3 --attacks magic --out o", "magic"),
    Mistake(good, "reproduce table1 --ratings r.tsv --fillers 3 --sizes 2 --out o", "--sizes: 2"),
    Mistake(good, "reproduce table4 --ratings r.tsv --fillers 9 --out o", "--fillers", "8"),
    Mistake(
      good, "reproduce table4 --ratings r.tsv --fillers 3 --target i0 --target-count 2 --out o",
      "--target-count and --target"),
    Mistake(
      good, "reproduce figure1 --ratings r.tsv --fillers 3 --attacker-rank 3 --out o",
      "--attacker-ranks"),
    Mistake(good, "reproduce figure1 --ratings r.tsv --out r.tsv", "--out", "r.tsv"),
    Mistake(good, "reproduce table9", "table9", "table1, table2, table3, table4, figure1, figure2"),
    Mistake(good, "fly", "fly", "audit, fit"),
    Mistake(good, "fit --ratings r.tsv --speed 9 --out o", "speed"),
  ]

  @Test(arguments: files + options) func isOneLineAndExitCode2(mistake: Mistake) throws {
    let tool = try Tool()
    if let content = mistake.content { try tool.write(content, to: "r.tsv") }
    let run = try tool.run(mistake.arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    let lines = run.error.split(separator: "\n")
    let line = try #require(lines.last)
    #expect(lines.count == 1)
    #expect(line.hasPrefix("mithridate: error: "))
    for part in mistake.message { #expect(line.contains(part), "\(line) lacks \(part)") }
    #expect(try tool.contents().subtracting(["r.tsv"]).isEmpty)
  }

  @Test func corruptFactorsAndArchivesAreErrors() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    #expect(try tool.run("fit --ratings r.tsv --rank 2 --out f").status == 0)
    let factors = tool.folder.appendingPathComponent("f/item_factors.npy")
    let whole = try Data(contentsOf: factors)
    for broken in [Data(), whole.prefix(40), whole.dropLast(), Data("x".utf8) + whole] {
      try broken.write(to: factors)
      let run = try tool.run("recommend --ratings r.tsv --factors f --out lists.csv")
      #expect(run.status == 2)
      #expect(run.error.contains("item_factors.npy: "))
    }
    #expect(try tool.run("dataset convert --ratings r.tsv --out r.gz").status == 0)
    let archive = tool.folder.appendingPathComponent("r.gz")
    let packed = try Data(contentsOf: archive)
    var flipped = packed
    flipped[packed.count / 2] ^= 0x55
    for broken in [packed.dropLast(9), flipped, Data("no gzip".utf8)] {
      try broken.write(to: archive)
      let run = try tool.run("fit --ratings r.gz --out o")
      #expect(run.status == 2)
      #expect(run.error.contains("r.gz"))
    }
    #expect(try tool.contents() == ["r.tsv", "f", "r.gz"])
  }

  @Test func anUnwritableFolderIsAnError() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    for command in [
      "recommend --ratings r.tsv --rank 2 --out nowhere/lists.csv",
      "fit --ratings r.tsv --rank 2 --out r.tsv",
      "dataset convert --ratings r.tsv --out nowhere/r.csv",
      "audit --ratings r.tsv --rank 2 --fillers 3 --target-count 1 --sizes 0.2 --out r.tsv",
    ] {
      let run = try tool.run(command)
      #expect(run.status == 2)
      #expect(run.error.contains("mithridate: error: "))
    }
    #expect(try tool.contents() == ["r.tsv"])
  }
}

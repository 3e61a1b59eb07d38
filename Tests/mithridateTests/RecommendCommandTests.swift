import Foundation
import Testing

@Suite struct RecommendCommandTests {
  @Test func randomWalksWriteListsOfTheirProbabilities() throws {
    let tool = try Tool()
    try tool.write("u\ti\t4\nu\tj\t4\nv\tj\t4\nv\tk\t4\n", to: "r.tsv")
    let run = try tool.run(
      "recommend --ratings r.tsv --victim random-walk --restart 0.5 --top 2 --out lists.csv")
    #expect(run.status == 0)
    let residual = try #require(
      run.error.firstMatch(of: /random walks: 8 steps, relative residual (\S+) at most/))
    #expect(try #require(Double(residual.1)) <= 1e-8)
    let rows = try tool.read("lists.csv").split(separator: "\n").map { $0.split(separator: ",") }
    #expect(rows.map { $0[0] } == ["user", "u", "v"])
    #expect(rows[1][2] == "k" && rows[2][2] == "i")
    // On the path i–u–j–v–k from u, with half of a step's mass at each: p_u = ½ + ½(p_i + p_j/2),
    // p_i = p_u/4, p_j = p_u/4 + p_v/4, p_v = p_j/4 + p_k/2, p_k = p_v/4. So p_v = 2p_j/7,
    // p_j = 7p_u/26, p_k = p_j/14, and p_u = ½ + p_i/2 + p_j/4 = ½ + p_u/8 + 7p_u/104.
    let probability = try #require(Double(rows[1][3]))
    let ofUser = 0.5 / (1 - 0.125 - 7.0 / 104)
    #expect(abs(probability - ofUser * 7 / 26 / 14) < 1e-8)
  }

  @Test(arguments: [
    ("--victim random-walk --factors f", "--factors is for --victim matrix-factorization"),
    ("--victim random-walk --rank 8", "--rank is for --victim matrix-factorization"),
    ("--victim random-walk --sweeps 5", "--sweeps is for --victim matrix-factorization"),
    ("--victim random-walk --tolerance 0", "--tolerance is for --victim matrix-factorization"),
    ("--restart 0.2", "--restart is for --victim random-walk"),
    ("--walk-tolerance 1e-3", "--walk-tolerance is for --victim random-walk"),
    ("--victim random-walk --restart 0", "--restart: 0.0 is not from 0.001 to 0.999"),
    ("--walk-tolerance 1", "--walk-tolerance: 1.0 is not between 0 and 1"),
    ("--victim walk", "--victim"),
  ])
  func optionsThatDoNotFitAreRefused(options: String, message: String) throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    let run = try tool.run("recommend --ratings r.tsv \(options) --out lists.csv")
    #expect(run.status != 0)
    #expect(run.error.contains(message))
    #expect(try tool.contents() == ["r.tsv"])
  }

  @Test func negativeRatingsAreNoWeights() throws {
    let tool = try Tool()
    try tool.write("ann\ta\t-2\nbob\tb\t3\n", to: "r.tsv")
    let run = try tool.run("recommend --ratings r.tsv --victim random-walk --out lists.csv")
    #expect(run.status != 0)
    #expect(run.error.contains("user \"ann\" rates item \"a\" -2.0"))
    #expect(try tool.contents() == ["r.tsv"])
  }
}

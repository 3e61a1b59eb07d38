import Foundation
import Testing

@Suite struct DetectFeaturesCommandTests {
  @Test func writesSixFeaturesOfEachUser() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    let run = try tool.run("detect features --ratings r.tsv --out out.csv")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.isEmpty)
    #expect(run.error.contains("out.csv: features of 12 users"))
    let lines = try tool.read("out.csv").split(separator: "\n")
    #expect(lines.first == "user,rdma,wdma,wda,tmf,fmtd,meanVar")
    #expect(lines.dropFirst().map { $0.prefix { $0 != "," } } == (0..<12).map { "u\($0)" })
    #expect(
      lines.dropFirst().allSatisfy {
        $0.split(separator: ",").dropFirst().allSatisfy { Double($0).map { $0 >= 0 } ?? false }
      })
  }

  @Test func featuresAreByHand() throws {
    let tool = try Tool()
    try tool.write("a\tx\t5\na\ty\t2\nb\tx\t3\nb\ty\t4\n", to: "r.tsv")
    let run = try tool.run(
      "detect features --ratings r.tsv --scale 1:5 --features wda,fmtd,meanVarWhole --out o.csv")
    #expect(run.status == 0, "\(run.error)")
    #expect(
      try tool.read("o.csv") == "user,wda,fmtd,meanVarWhole\na,1.0,3.0,1.0\nb,1.0,0.0,1.0\n")
  }

  @Test func threadsChangeNoByte() throws {
    let tool = try Tool()
    for threads in [1, 3] {
      let run = try tool.run(
        "detect features --synthetic small --threads \(threads) --out \(threads).csv "
          + "--features rdma,degSim,lengthVariance")
      #expect(run.status == 0, "\(run.error)")
    }
    #expect(try tool.read("1.csv") == tool.read("3.csv"))
  }

  @Test func mistakesAreOneLineAndNoFile() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    for (more, words) in [
      ("--features age", ["--features", "meanVar"]), ("--features tmf,", ["--features"]),
      ("--features tmf,tmf", ["--features", "twice"]), ("--threads 0", ["--threads"]),
      ("--scale 1:2", ["r.tsv"]), ("--out nowhere/o.csv", ["--out"]),
    ] {
      let run = try tool.run(
        "detect features --ratings r.tsv \(more.hasPrefix("--out") ? "" : "--out out.csv") \(more)")
      #expect(run.status == 2, "\(more)")
      #expect(run.error.hasPrefix("mithridate: error:"), "\(run.error)")
      #expect(words.allSatisfy { run.error.contains($0) }, "\(run.error)")
      #expect(run.error.split(separator: "\n").count == 1)
      #expect(try tool.contents() == ["r.tsv"])
    }
    let other = try tool.run("detect feature --ratings r.tsv --out out.csv")
    #expect(other.status == 2 && other.error.contains("'feature'"))
  }
}

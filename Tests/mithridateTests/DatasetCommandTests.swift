import Foundation
import Testing

@Suite struct DatasetCommandTests {
  @Test func infoCounts() throws {
    let tool = try Tool()
    try tool.write("a\tx\t4\na\ty\t5\nb\tx\t1\n", to: "r.tsv")
    let run = try tool.run("dataset info --ratings r.tsv")
    #expect(run.status == 0)
    for line in ["users             2", "items             2", "ratings           3"] {
      #expect(run.output.contains(line))
    }
    #expect(run.output.contains("1 to 5 in steps of 1"))
    #expect(try tool.run("dataset info --ratings r.tsv --json").output.contains("\"users\" : 2"))
  }

  @Test func convertKeepsEveryRating() throws {
    let tool = try Tool()
    try tool.write("a\tx\t4\na\ty\t3.5\nb\tx\t1\n", to: "r.tsv")
    for name in ["r.csv", "r.inter", "r.csv.gz", "r.tsv.gz"] {
      #expect(try tool.run("dataset convert --ratings r.tsv --out \(name)").status == 0)
      #expect(try tool.run("dataset convert --ratings \(name) --out back.tsv").status == 0)
      #expect(try tool.read("back.tsv") == "a\tx\t4\na\ty\t3.5\nb\tx\t1\n")
    }
    #expect(try tool.read("r.csv") == "user,item,rating\na,x,4\na,y,3.5\nb,x,1\n")
    #expect(try tool.read("r.inter").hasPrefix("user_id:token\titem_id:token\trating:float\n"))
    let plain = "dataset convert --ratings r.tsv --format double-colon --out d.dat"
    #expect(try tool.run(plain).status == 0)
    #expect(try tool.read("d.dat") == "a::x::4\na::y::3.5\nb::x::1\n")
  }

  @Test func standardOutputIsWrittenStraight() throws {
    let tool = try Tool()
    try tool.write("a\tx\t4\na\ty\t3\n", to: "r.tsv")
    try tool.write("before\n", to: "f")
    let file = try FileHandle(forWritingTo: tool.folder.appendingPathComponent("f"))
    try file.seekToEnd()
    let process = try tool.start(
      ["dataset", "convert", "--ratings", "r.tsv", "--out", "/dev/stdout"], output: file,
      error: FileHandle.nullDevice)
    process.waitUntilExit()
    try file.write(contentsOf: Data("after\n".utf8))
    #expect(process.terminationStatus == 0)
    #expect(try tool.read("f") == "before\na\tx\t4\na\ty\t3\nafter\n")
  }

  @Test func synthesizeHasTheAskedSizeAndDependsOnTheSeed() throws {
    let tool = try Tool()
    let command = "dataset synthesize --users 40 --items 60 --ratings 700"
      .replacing("--ratings", with: "--rating-count")
    #expect(try tool.run("\(command) --out a.csv").status == 0)
    #expect(try tool.run("\(command) --out b.csv").status == 0)
    #expect(try tool.run("\(command) --seed 2 --out c.csv").status == 0)
    let first = try tool.read("a.csv")
    #expect(first.split(separator: "\n").count == 701)
    #expect(try first == tool.read("b.csv"))
    #expect(try first != tool.read("c.csv"))
  }

  @Test func coreKeepsWhatHasEnoughRatings() throws {
    let tool = try Tool()
    try tool.write("a\tx\t4\na\ty\t5\nb\tx\t1\nb\ty\t2\nc\tx\t3\n", to: "r.tsv")
    let command = "dataset core --ratings r.tsv --min-user 2 --min-item 2 --out core.tsv"
    #expect(try tool.run(command).status == 0)
    #expect(try tool.read("core.tsv") == "a\tx\t4\na\ty\t5\nb\tx\t1\nb\ty\t2\n")
    let empty = try tool.run("dataset core --ratings r.tsv --min-user 9 --out none.tsv")
    #expect(empty.status == 2)
    #expect(try !tool.contents().contains("none.tsv"))
  }
}

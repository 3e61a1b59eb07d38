import Testing

@Suite struct SequencesCommandTests {
  @Test func infoCounts() throws {
    let tool = try Tool()
    try tool.write("1 1 2 3\n2 3 1\n", to: "s.txt")
    let run = try tool.run("dataset sequences info --sequences s.txt")
    #expect(run.status == 0)
    #expect(run.output.contains("users             2") && run.output.contains("2 to 3, quartiles"))
    #expect(run.error.contains("s.txt: a user and all its items in a line, separated by blanks"))
    let json = try tool.run("dataset sequences info --sequences s.txt --json").output
    #expect(json.contains("\"actions\" : 5") && json.contains("\"histogram\""))
    #expect(try tool.run("dataset sequences info --synthetic small").output.contains("6000, 0 of"))
  }

  @Test func convertsBetweenLayouts() throws {
    let tool = try Tool()
    try tool.write("u\ti\tt\na\ty\t30\nb\tx\t20\na\tx\t12\n", to: "t.tsv")
    let convert = "dataset sequences convert --sequences"
    #expect(
      try tool.run("\(convert) t.tsv --layout timed --header --out s.txt.gz").status == 0)
    #expect(
      try tool.run("\(convert) s.txt.gz --out-layout pairs --out p.tsv").status == 0)
    #expect(try tool.read("p.tsv") == "a\tx\na\ty\nb\tx\n")
    #expect(
      try tool.run("\(convert) p.tsv --out-separator comma --out s.csv").status == 0)
    #expect(try tool.read("s.csv") == "a,x,y\nb,x\n")
  }

  @Test func synthesizesWhatWasAskedFor() throws {
    let tool = try Tool()
    let command = "dataset sequences synthesize --users 40 --items 60 --actions 300"
    #expect(try tool.run("\(command) --out a.txt").status == 0)
    #expect(try tool.run("\(command) --seed 2 --out b.txt").status == 0)
    #expect(try tool.read("a.txt").split(separator: "\n").count == 40)
    #expect(try tool.read("a.txt") != tool.read("b.txt"))
  }

  @Test func coreKeepsWhatHasEnoughActions() throws {
    let tool = try Tool()
    try tool.write("a x y x\nb y x\nc z\n", to: "s.txt")
    let core = "dataset sequences core --sequences s.txt --out c.txt --minimum"
    #expect(try tool.run("\(core) 2").status == 0)
    #expect(try tool.read("c.txt") == "a x y x\nb y x\n")
  }

  @Test(arguments: [
    ("info", "--sequences FILE or --synthetic small|beauty is needed"),
    ("info --sequences no.txt", "no.txt: no such file"),
    ("info --sequences s.txt --synthetic small", "--synthetic and --sequences exclude each other"),
    ("info --synthetic small --layout pairs", "--synthetic and --layout exclude each other"),
    ("info --sequences s.txt", "s.txt: every line has three columns"),
    ("info --sequences s.txt", "set --layout sequences, pairs or timed"),
    ("info --sequences s.txt --layout pairs", "s.txt:1: expected 2 columns"),
    ("info --sequences s.txt --layout rows", "rows"),
    (
      "core --sequences s.txt --layout sequences --minimum 9 --out o",
      "--minimum: no users and items"
    ),
    (
      "core --sequences s.txt --layout sequences --minimum 0 --out o",
      "--minimum: 0 is not at least 1"
    ),
    ("synthesize --actions 3 --out o", "--actions: 3 is not in"),
    ("synthesize --users 0 --out o", "--users: 0 is not"),
  ])
  func everyMistakeIsOneLine(_ arguments: String, message: String) throws {
    let tool = try Tool()
    try tool.write("1 2 3\n2 3 4\n", to: "s.txt")
    let run = try tool.run("dataset sequences \(arguments)")
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.error.contains(message))
    #expect(run.error.split(separator: "\n").count == 1)
    #expect(try tool.contents() == ["s.txt"])
  }
}

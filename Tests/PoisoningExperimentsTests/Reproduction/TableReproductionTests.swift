import Foundation
import PoisoningAttacks
import PoisoningExperiments
import Recommenders
import Testing

@Suite struct TableReproductionTests {
  func reproduction(_ table: ReproducedTable = .table1) throws -> TableReproduction {
    var configuration = smallConfiguration(attacks: ["none", "popular", "pga"])
    configuration.sizes = [0.05, 0.15]
    return try TableReproduction(table, of: tasteMatrix(), configuration: configuration)
  }

  @Test func tablesHaveThePapersAttacks() {
    #expect(
      ReproducedTable.table1.attacks.count { PublishedHitRatios.contains($0, in: .table1) } == 6)
    #expect(ReproducedTable.table4.attacks.contains("weighting"))
    for table in ReproducedTable.allCases {
      #expect(Set(table.attacks).count == table.attacks.count)
      #expect(table.attacks.allSatisfy(AttackCatalog.standard.names.contains))
    }
  }

  @Test func folderHoldsTheTablesAndTheAudit() throws {
    try withFolder { folder in
      let report = try reproduction().run(folder: folder)
      #expect(files(in: folder, endingIn: "") == ["table1", "table1.csv", "table1.md"])
      #expect(
        files(in: folder.appending(path: "table1"), endingIn: "")
          == ["cells", "profiles", "results.json"])
      func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      }
      #expect(try text("table1.md") == report.markdown)
      #expect(try text("table1.csv") == report.csv)
    }
  }

  @Test func markdownSetsMeasuredBesidePrintedNumbers() throws {
    try withFolder { folder in
      let report = try reproduction().run(folder: folder)
      let rows = report.markdown.split(separator: "\n").filter { $0.hasPrefix("|") }
        .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
      #expect(rows[0] == ["attack", "data", "5%", "15%"])
      #expect(
        rows.dropFirst(2).map { Array($0.prefix(2)) } == [
          ["none", "**here**"], ["", "Music"], ["", "Yelp"], ["popular †", "**here**"],
          ["pga", "**here**"], ["", "Music"], ["", "Yelp"],
        ])
      #expect(rows[3].suffix(2) == ["0.0017", "–"])
      #expect(rows[7].suffix(2) == ["0.5702", "–"])
      let popular = report.result.cells[2]
      #expect(rows[5][2].hasPrefix(String(popular.hitRatio).prefix(6)))
      #expect(rows.allSatisfy { $0.count == 4 })
    }
  }

  @Test func markdownTellsOfPartialKnowledge() throws {
    try withFolder { folder in
      #expect(try !reproduction().run(folder: folder).markdown.contains("The attacker knows"))
      var configuration = smallConfiguration(attacks: ["average"])
      configuration.observed = 0.4
      configuration.attackerRank = 2
      let report = try TableReproduction(.table4, of: tasteMatrix(), configuration: configuration)
        .run(folder: folder)
      #expect(report.markdown.contains("The attacker knows 40% of the ratings"))
      #expect(report.markdown.contains("fits a model of rank 2."))
    }
  }

  @Test func tableThreeIsAboutWalks() throws {
    var configuration = smallConfiguration(attacks: ["none", "popular", "fang2018", "s-graph"])
    configuration.sizes = [0.05, 0.3]
    configuration.graph.walk.restart = 0.2
    configuration.graph.steps = 2
    #expect(configuration.victim == .matrixFactorization)
    let reproduction = try TableReproduction(
      .table3, of: tasteMatrix(), configuration: configuration)
    #expect(reproduction.audit.configuration.victim == .randomWalk)
    for table in ReproducedTable.allCases where table != .table3 {
      #expect(table.victim == .matrixFactorization)
    }
    try withFolder { folder in
      let report = try reproduction.run(folder: folder)
      #expect(report.result.settings.victim == .randomWalk)
      #expect(report.markdown.hasPrefix("# Table 3: attacks on random walks\n"))
      #expect(report.markdown.contains("Victim: random walks, α = 0.2."))
      #expect(report.markdown.contains("2 steps, b = 0.5."))
      #expect(report.markdown.contains("[Fang2020, Table 3]"))
      let rows = report.markdown.split(separator: "\n").filter { $0.hasPrefix("|") }
        .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
      #expect(
        rows.dropFirst(2).map { Array($0.prefix(2)) } == [
          ["none", "**here**"], ["", "Music"], ["", "Yelp"], ["popular †", "**here**"],
          ["fang2018", "**here**"], ["", "Music"], ["", "Yelp"],
          ["s-graph", "**here**"], ["", "Music"], ["", "Yelp"],
        ])
      #expect(rows[7].suffix(2) == ["0.5224", "–"] && rows[11].suffix(2) == ["0.5723", "–"])
      let lines = report.csv.split(separator: "\n")
      #expect(lines.count == 9)
      #expect(lines[7].hasPrefix("s-graph,0.05,2,") && lines[7].hasSuffix(",0.5368,0.5723"))
      #expect(files(in: folder, endingIn: ".md") == ["table3.md"])
    }
  }

  @Test func csvHasALineForEachAttackAndSize() throws {
    try withFolder { folder in
      let report = try reproduction().run(folder: folder)
      let lines = report.csv.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
      #expect(lines.count == 7)
      #expect(lines.allSatisfy { $0.count == lines[0].count })
      #expect(lines[1].prefix(3) == ["none", "0.05", "0"])
      #expect(lines[1].suffix(2) == ["0.0017", "0.0015"])
      #expect(lines[3].suffix(2) == ["", ""])
      for (line, cell) in zip(lines.dropFirst(), report.result.cells) {
        #expect(Double(line[3]) == cell.hitRatio)
        #expect(Double(line[4]) == cell.confidenceLow)
        #expect(Double(line[5]) == cell.confidenceHigh)
      }
    }
  }

  @Test func aSecondRunComputesNothingAndWritesTheSame() throws {
    try withFolder { folder in
      let first = try reproduction(.table4).run(folder: folder)
      var computed = -1
      let second = try reproduction(.table4).run(
        folder: folder, progress: { computed = $0.computed })
      #expect(computed == 0)
      #expect(second == first)
      #expect(files(in: folder, endingIn: ".md") == ["table4.md"])
    }
  }

  @Test func bothTablesLiveInOneFolder() throws {
    try withFolder { folder in
      _ = try reproduction(.table1).run(folder: folder)
      var configuration = smallConfiguration(attacks: ["popular"])
      configuration.sizes = [0.1]
      _ = try TableReproduction(.table4, of: tasteMatrix(), configuration: configuration)
        .run(folder: folder)
      #expect(files(in: folder, endingIn: ".csv") == ["table1.csv", "table4.csv"])
    }
  }
}

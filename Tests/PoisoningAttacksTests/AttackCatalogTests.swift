import PoisoningAttacks
import Testing

@Suite struct AttackCatalogTests {
  @Test func listsAttacksInTableOrder() {
    #expect(
      AttackCatalog.standard.names == [
        "none", "random", "average", "popular", "segment", "pga", "sgld", "u-tna", "s-tna-rand",
        "s-tna-inf", "weighting", "greedy", "greedy-stealth", "fang2018", "s-graph",
      ])
    #expect(AttackCatalog.standard.entries.allSatisfy { !$0.summary.isEmpty })
  }

  @Test func attacksBearTheirNames() throws {
    for name in AttackCatalog.standard.names {
      #expect(try AttackCatalog.standard.attack(named: name).name == name)
    }
  }

  @Test func budgetReachesTheAttack() throws {
    let attack = try AttackCatalog.standard.attack(
      named: "average", budget: AttackBudget(fillers: 7))
    #expect((attack as? AverageAttack)?.budget.fillers == 7)
  }

  @Test func settingsReachTheAttack() throws {
    let settings = smallSettings(fillers: 3, gradient: .published)
    let attack = try AttackCatalog.standard.attack(named: "s-tna-rand", settings: settings)
    let descent = try #require(attack as? TopNAttack)
    #expect(descent.selection == .random)
    #expect(descent.settings.budget.fillers == 3)
    #expect(descent.settings.optimization.gradient == .published)
    #expect(descent.settings.surrogate === settings.surrogate)
  }

  @Test func unknownNameListsKnownOnes() {
    let error = AttackError.unknownAttack(name: "Random", known: AttackCatalog.standard.names)
    #expect(throws: error) { try AttackCatalog.standard.attack(named: "Random") }
    #expect(
      AttackError.unknownAttack(name: "Random", known: ["none", "random"]).description
        == "no attack is named \"Random\"; the attacks are none, random")
  }

  @Test func registeringAddsOrReplaces() throws {
    var catalog = AttackCatalog.standard
    catalog.register(.init(name: "silence", summary: "says nothing") { _ in NoAttack() })
    #expect(catalog.names.last == "silence")
    catalog.register(.init(name: "random", summary: "replaced") { _ in NoAttack() })
    #expect(catalog.names.count == AttackCatalog.standard.names.count + 1)
    #expect(catalog.names[1] == "random")
    #expect(try catalog.attack(named: "random") is NoAttack)
    #expect(AttackCatalog([]).names.isEmpty)
  }
}

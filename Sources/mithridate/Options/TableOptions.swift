internal import ArgumentParser
internal import PoisoningAttacks
internal import PoisoningExperiments

/// The options of the commands that measure a table of the S-attack's paper anew.
struct TableOptions: ParsableArguments {
  @OptionGroup var common: ReproductionOptions

  @OptionGroup var known: KnowledgeOptions

  @Option(help: ArgumentHelp("Attacks instead of the table's.", valueName: "list"))
  var attacks: CommaSeparated<String>?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Fake users relative to normal users, each in (0, 1].", valueName: "list"))
  var sizes = CommaSeparated(AuditConfiguration().sizes)

  /// The audit that measures `table`.
  func configuration(of table: ReproducedTable) -> AuditConfiguration {
    var configuration = common.audit(
      attacks: attacks?.elements ?? table.attacks, sizes: sizes.elements)
    configuration.observed = known.observed
    return configuration
  }

  /// Measures `table`, writes it and prints what was measured.
  ///
  /// - Parameter graph: How attacks on random walks descend, and on which.
  func reproduce(_ table: ReproducedTable, graph: GraphOptions = GraphOptions()) throws {
    let loaded = try common.input.load()
    var configuration = configuration(of: table)
    configuration.graph = graph
    let reproduction = try TableReproduction(
      table, of: loaded.ratings, configuration: configuration)
    var progress = TaskProgress(table.rawValue, loaded)
    let report = try reproduction.run(
      folder: common.folder, parallelism: common.fit.parallelism
    ) { try progress.show($0) }
    progress.finish()
    try Terminal.write(report.result.table())
    Terminal.writeError("\(common.out): \(table.rawValue).md, \(table.rawValue).csv\n")
  }
}

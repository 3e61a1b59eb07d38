internal import RecommenderData
internal import Recommenders

extension LokiFigureReport {
  /// The data of the drawing: for Figure 3 a row for each victim with a mean and its interval for each
  /// attack, otherwise for each victim and attack a block of budget, mean and interval.
  ///
  /// Ends of intervals outside 0 to 1 stand at the bound: a display rate cannot be there.
  var plotData: String {
    if configuration.figure == .figure3 {
      let (size, actions) = grid.budgets[0]
      return "# victim, then for each of \(grid.attacks.joined(separator: ", ")): mean, low, high\n"
        + grid.victims.map { victim in
          let points = grid.attacks.compactMap {
            grid.point($0, on: victim, size: size, actions: actions)
          }
          return ([victim.rawValue] + points.flatMap { numbers($0) }).joined(separator: "\t") + "\n"
        }.joined()
    }
    return curves.map { curve in
      "# \(curve.victim.rawValue), \(curve.attack): budget, mean, low, high\n"
        + curve.points.map { point in
          let budget =
            configuration.figure == .figure4
            ? ((10_000 * point.size).rounded() / 100).shortText : "\(point.actions)"
          return ([budget] + numbers(point)).joined(separator: "\t") + "\n"
        }.joined()
    }.joined(separator: "\n\n")
  }

  /// The script that draws ``plotData`` as `.svg` and `.png`.
  var plotScript: String {
    let name = configuration.figure.rawValue
    let isBars = configuration.figure == .figure3
    let body = isBars ? bars : panels
    let (width, height) = isBars ? (900, 450) : (1100, 400 * ((grid.victims.count + 1) / 2))
    return """
      # Draws \(name).svg and \(name).png from \(name).dat: gnuplot \(name).gnuplot
      set ylabel 'Display rate'
      set yrange [0:*]
      set grid ytics
      set key \(isBars ? "outside right top" : "below")
      set terminal svg size \(width),\(height) dynamic background rgb 'white'
      set output '\(name).svg'
      \(body)
      set terminal pngcairo size \(width),\(height) background rgb 'white'
      set output '\(name).png'
      \(body)
      set output

      """
  }

  /// Bars of attacks side by side for each victim, with their intervals.
  private var bars: String {
    let lines = grid.attacks.enumerated().map { index, attack in
      let column = 2 + 3 * index
      let labels = index == 0 ? ":xtic(1)" : ""
      return "'\(configuration.figure.rawValue).dat' using \(column):\(column + 1):\(column + 2)"
        + "\(labels) title '\(attack)'"
    }
    return """
      set style histogram errorbars gap 2 lw 1
      set style data histogram
      set style fill solid 0.6 border
      set title '\(AuditResult.percent(grid.sizes[0])) of controlled users, M = \(grid.actions[0])'
      plot \(lines.joined(separator: ", \\\n  "))
      """
  }

  /// A panel for each victim with a line for each attack.
  ///
  /// Lines stand a little beside each other, so that their intervals do not cover one another.
  private var panels: String {
    let name = configuration.figure.rawValue
    let isShare = configuration.figure == .figure4
    let budgets =
      isShare ? grid.sizes.map { 100 * $0 } : grid.actions.map { Double($0) }
    let (least, greatest) = (budgets.min() ?? 0, budgets.max() ?? 0)
    let step = greatest > least ? (greatest - least) * 0.008 : 0.008
    let margin = greatest > least ? (greatest - least) * 0.06 : 1
    let columns = min(2, grid.victims.count)
    let panels = grid.victims.enumerated().map { place, victim in
      let lines = grid.attacks.enumerated().map { index, attack in
        """
        '\(name).dat' index \(place * grid.attacks.count + index) \
        using ($1+\((step * Double(index)).shortText)):2:3:4 with yerrorlines lw 1.5 \
        pt \(index % 8 + 4) title '\(attack)'
        """
      }
      return "set title '\(victim.rawValue)'\nplot \(lines.joined(separator: ", \\\n  "))"
    }
    return """
      set xlabel '\(isShare ? "Controlled users (%)" : "Actions of each controlled user")'
      set xrange [\((least - margin).shortText):\((greatest + margin).shortText)]
      set xtics (\(budgets.map { (($0 * 100).rounded() / 100).shortText }.joined(separator: ", ")))
      set multiplot layout \((grid.victims.count + columns - 1) / columns),\(columns)
      \(panels.joined(separator: "\n"))
      unset multiplot
      """
  }

  /// The points of each line, victim by victim.
  private var curves: [(victim: NextItemModel, attack: String, points: [SequencePoint])] {
    grid.victims.flatMap { victim in
      grid.attacks.map { attack in
        (victim, attack, points.filter { $0.victim == victim && $0.attack == attack })
      }
    }
  }

  /// A mean and its interval as it can be drawn.
  private func numbers(_ point: SequencePoint) -> [String] {
    let rate = point.displayRate
    return [rate.mean, max(0, rate.low), min(1, rate.high)].map(\.shortText)
  }
}

import PoisoningExperiments

/// The key of a grid of squares.
struct SquareKey: GridKey {
  let number: Int
  var fileName: String { "square \(number)" }
}

internal import Foundation
internal import Tensor

/// One step of Adam: what it multiplies by, the same for every parameter.
struct AdamStep<Scalar: TensorScalar> {
  private let firstDecay: Scalar
  private let secondDecay: Scalar
  private let learningRate: Scalar
  private let rootCorrection: Scalar
  private let epsilon: Scalar

  /// The step numbered `number` from 1.
  init(_ options: AdamOptions, number: Int) {
    firstDecay = Scalar(options.firstDecay)
    secondDecay = Scalar(options.secondDecay)
    learningRate = Scalar(options.learningRate / (1 - pow(options.firstDecay, Double(number))))
    rootCorrection = Scalar(1 / (1 - pow(options.secondDecay, Double(number))).squareRoot())
    epsilon = Scalar(options.epsilon)
  }

  /// Moves the columns of a matrix that `columns` names, all of them if it is `nil`, by the columns
  /// of `gradient`, one after another.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func move(
    _ parameters: inout Matrix<Scalar>, _ first: inout Matrix<Scalar>,
    _ second: inout Matrix<Scalar>, gradient: Matrix<Scalar>, columns: [Int]?
  ) {
    let rows = parameters.rows
    let derivatives = gradient.storage.span
    // A span is checked for copies once, an array for each element.
    var values = parameters.storage.mutableSpan
    var means = first.storage.mutableSpan
    var squares = second.storage.mutableSpan
    for place in 0..<gradient.columns {
      let source = place * rows
      let target = (columns.map { $0[place] } ?? place) * rows
      for row in 0..<rows {
        let derivative = derivatives[source + row]
        let mean = firstDecay * means[target + row] + (1 - firstDecay) * derivative
        let square =
          secondDecay * squares[target + row] + (1 - secondDecay) * derivative * derivative
        means[target + row] = mean
        squares[target + row] = square
        values[target + row] -=
          learningRate * mean / (square.squareRoot() * rootCorrection + epsilon)
      }
    }
  }

  /// Throws unless a gradient is finite; `parameters` tell the likely cause.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  static func requireFinite(
    _ gradient: Matrix<Scalar>, of parameters: Matrix<Scalar>, place: Int, step: Int
  ) throws(LearningError) {
    guard !gradient.isFinite else { return }
    throw .notFinite(
      what: "the gradient of parameter \(place)", step: step,
      likelyCause: parameters.isFinite
        ? "the loss got values too large or not finite; clip gradients or lower the learning rate"
        : "the parameters overflowed in an earlier step; lower the learning rate")
  }
}

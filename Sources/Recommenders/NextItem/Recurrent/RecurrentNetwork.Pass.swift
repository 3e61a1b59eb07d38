import Tensor
import TensorLearning

extension RecurrentNetwork {
  /// The way of some sequences of a batch through the units to the logits of all classes.
  struct Pass: Sendable {
    /// The sequences, step after step.
    let steps: RecurrentSteps
    /// What is left out of the inputs and of the states that the logits see.
    private let inputMask: Matrix<Scalar>?
    private let stateMask: Matrix<Scalar>?
    private let trace: GRULayer<Scalar>.Trace
    /// The states that the logits see, a column for each action to foresee.
    private let states: Matrix<Scalar>
    /// h^T e_c of every class, a column for each action to foresee; later what a loss makes of them.
    var logits: Matrix<Scalar>

    /// Goes forward; `stream` tells the dropout from that of other parts of the batch.
    @specialized(where Scalar == Double)
    @specialized(where Scalar == Float)
    init(
      _ sequences: ArraySlice<[Int32]>, classes: Classes, network: RecurrentNetwork,
      dropout: RecurrentDropout, stream: UInt64
    ) throws(LearningError) {
      steps = RecurrentSteps(sequences, places: classes.places)
      let rank = network.items.rank
      var rng = SeededGenerator(seed: dropout.seed, stream: stream)
      inputMask = RecurrentDropout.mask(
        rank, steps.padded.count, share: dropout.inputs, using: &rng)
      stateMask = RecurrentDropout.mask(
        rank, steps.columns.count, share: dropout.states, using: &rng)
      var vectors = network.items.table.selectingColumns(steps.padded)
      if let inputMask { vectors = vectors.elementwiseProduct(inputMask) }
      trace = try network.layer.forward(vectors, lengths: steps.lengths, steps: steps.count)
      var states = trace.states.selectingColumns(steps.columns)
      if let stateMask { states = states.elementwiseProduct(stateMask) }
      self.states = states
      logits = classes.vectors.transposedTimes(states)
    }

    /// Replaces the logits by the probabilities of the classes at each action.
    @specialized(where Scalar == Double)
    @specialized(where Scalar == Float)
    mutating func formProbabilities(offsets: Matrix<Scalar>) {
      _ = logits.formCrossEntropyGradient(targets: steps.targets[...], offsets: offsets) { _ in 1 }
      // p − 1[c = y] becomes p.
      for (column, target) in steps.targets.enumerated() { logits[target, column] += 1 }
    }

    /// What the derivatives of a loss in the logits, which ``logits`` holds now, come to in the parameters.
    @specialized(where Scalar == Double)
    @specialized(where Scalar == Float)
    func part(
      loss: Double, classes: Classes, network: RecurrentNetwork
    ) throws(LearningError) -> Part {
      let ones = Matrix<Scalar>(rows: 1, columns: logits.columns, repeating: 1)
      var slopes = classes.vectors * logits
      if let stateMask { slopes = slopes.elementwiseProduct(stateMask) }
      let gradients = try network.layer.backward(steps.padding(slopes), trace: trace)
      let inputGradient = inputMask.map { gradients.inputs.elementwiseProduct($0) }
      return Part(
        loss: loss, items: steps.columns.map { steps.padded[$0] },
        inputs: (inputGradient ?? gradients.inputs).selectingColumns(steps.columns),
        classVectors: states.timesTransposed(logits), classBiases: ones.timesTransposed(logits),
        layer: gradients.parameters)
    }

    /// The derivatives of a pass along a direction in the parameters.
    struct Tangents: Sendable {
      /// Of the units.
      let layer: GRULayer<Scalar>.Tangents
      /// Of the states that the logits see.
      let states: Matrix<Scalar>
      /// Of the logits.
      let logits: Matrix<Scalar>
    }

    /// The derivatives along a direction in the parameters, of a pass without dropout.
    ///
    /// - Parameter direction: The direction, and its classes.
    @specialized(where Scalar == Double)
    @specialized(where Scalar == Float)
    func tangents(
      along direction: (network: RecurrentNetwork, classes: Classes), classes: Classes,
      network: RecurrentNetwork
    ) throws(LearningError) -> Tangents {
      let layer = try network.layer.tangents(
        along: direction.network.layer,
        inputs: direction.network.items.table.selectingColumns(steps.padded), trace: trace)
      let stateTangents = layer.states.selectingColumns(steps.columns)
      var tangents = direction.classes.vectors.transposedTimes(states)
      tangents += classes.vectors.transposedTimes(stateTangents)
      for column in 0..<tangents.columns {
        for row in 0..<tangents.rows {
          tangents.storage[column * tangents.rows + row] += direction.classes.biases.storage[row]
        }
      }
      return Tangents(layer: layer, states: stateTangents, logits: tangents)
    }

    /// The derivatives along a direction of what derivatives of a loss in the logits come to in the parameters.
    ///
    /// - Parameters:
    ///   - slopes: The derivatives in the logits, and the derivatives of those along the direction.
    ///   - tangents: The derivatives of the pass, without dropout, along the direction.
    @specialized(where Scalar == Double)
    @specialized(where Scalar == Float)
    func partTangents(
      of slopes: (values: Matrix<Scalar>, tangents: Matrix<Scalar>), _ tangents: Tangents,
      along direction: (network: RecurrentNetwork, classes: Classes), loss: Double,
      classes: Classes, network: RecurrentNetwork
    ) throws(LearningError) -> Part {
      let ones = Matrix<Scalar>(rows: 1, columns: slopes.values.columns, repeating: 1)
      var changes = direction.classes.vectors * slopes.values
      changes += classes.vectors * slopes.tangents
      let gradients = try network.layer.backwardTangents(
        steps.padding(classes.vectors * slopes.values), steps.padding(changes),
        along: direction.network.layer, trace: trace, tangents: tangents.layer)
      var vectors = states.timesTransposed(slopes.tangents)
      vectors += tangents.states.timesTransposed(slopes.values)
      return Part(
        loss: loss, items: steps.columns.map { steps.padded[$0] },
        inputs: gradients.inputs.selectingColumns(steps.columns),
        classVectors: vectors, classBiases: ones.timesTransposed(slopes.tangents),
        layer: gradients.parameters)
    }
  }
}

/// Sequences step after step, as the units take them.
struct RecurrentSteps: Sendable {
  /// The number of steps of each sequence, and the greatest.
  let lengths: [Int]
  let count: Int
  /// The item that comes in at step t of sequence s of n, at place t·n + s; item 0 beyond an end.
  let padded: [Int]
  /// The places that are not beyond an end, and the class to foresee at each.
  let columns: [Int]
  let targets: [Int]

  /// All items but the last of each sequence come in, and all but the first are foreseen.
  init(_ sequences: ArraySlice<[Int32]>, places: [Int32]) {
    let lengths = sequences.map { $0.count - 1 }
    let count = lengths.max() ?? 0
    var padded = [Int](repeating: 0, count: count * lengths.count)
    var columns: [Int] = []
    var targets: [Int] = []
    for step in 0..<count {
      for (number, sequence) in sequences.enumerated() where step < lengths[number] {
        let column = step * lengths.count + number
        padded[column] = Int(sequence[step])
        columns.append(column)
        targets.append(Int(places[Int(sequence[step + 1])]))
      }
    }
    self.lengths = lengths
    self.count = count
    self.padded = padded
    self.columns = columns
    self.targets = targets
  }

  /// Columns for the actions to foresee at their places among all steps, zeros elsewhere.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func padding<Scalar: TensorScalar>(_ actions: Matrix<Scalar>) -> Matrix<Scalar> {
    let rows = actions.rows
    var result = Matrix<Scalar>(rows: rows, columns: padded.count)
    for (place, column) in columns.enumerated() {
      for row in 0..<rows {
        result.storage[column * rows + row] = actions.storage[place * rows + row]
      }
    }
    return result
  }
}

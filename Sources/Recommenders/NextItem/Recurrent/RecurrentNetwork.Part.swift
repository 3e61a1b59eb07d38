import Tensor
import TensorLearning

extension RecurrentNetwork {
  /// What some sequences of a batch add to its loss and gradient.
  struct Part: Sendable {
    /// The sum of the weighted losses.
    let loss: Double
    /// The item that came in at each step of each sequence, and the derivatives in its vector.
    let items: [Int]
    let inputs: Matrix<Scalar>
    /// The derivatives in the vectors and biases of all classes.
    let classVectors: Matrix<Scalar>
    let classBiases: Matrix<Scalar>
    let layer: GRULayer<Scalar>

    /// Goes through the sequences and back; `stream` tells their dropout from that of other parts.
    @specialized(where Scalar == Double)
    @specialized(where Scalar == Float)
    init(
      _ sequences: ArraySlice<[Int32]>, classes: Classes, network: RecurrentNetwork,
      dropout: RecurrentDropout, stream: UInt64
    ) throws(LearningError) {
      let steps = Steps(sequences, places: classes.places)
      let rank = network.items.rank
      var rng = SeededGenerator(seed: dropout.seed, stream: stream)
      let inputMask: Matrix<Scalar>? = RecurrentDropout.mask(
        rank, steps.padded.count, share: dropout.inputs, using: &rng)
      let stateMask: Matrix<Scalar>? = RecurrentDropout.mask(
        rank, steps.columns.count, share: dropout.states, using: &rng)

      var vectors = network.items.table.selectingColumns(steps.padded)
      if let inputMask { vectors = vectors.elementwiseProduct(inputMask) }
      let trace = try network.layer.forward(
        vectors, lengths: steps.lengths, steps: steps.count)
      var states = trace.states.selectingColumns(steps.columns)
      if let stateMask { states = states.elementwiseProduct(stateMask) }

      var logits = classes.vectors.transposedTimes(states)
      loss = logits.formCrossEntropyGradient(
        targets: steps.targets[...], offsets: classes.offsets
      ) { _ in classes.weight }
      classVectors = states.timesTransposed(logits)
      let ones = Matrix<Scalar>(rows: 1, columns: logits.columns, repeating: 1)
      classBiases = ones.timesTransposed(logits)

      var slopes = classes.vectors * logits
      if let stateMask { slopes = slopes.elementwiseProduct(stateMask) }
      var stateGradient = Matrix<Scalar>(rows: rank, columns: steps.padded.count)
      for (place, column) in steps.columns.enumerated() {
        for row in 0..<rank {
          stateGradient.storage[column * rank + row] = slopes.storage[place * rank + row]
        }
      }
      let gradients = try network.layer.backward(stateGradient, trace: trace)
      layer = gradients.parameters
      let inputGradient = inputMask.map { gradients.inputs.elementwiseProduct($0) }
      inputs = (inputGradient ?? gradients.inputs).selectingColumns(steps.columns)
      items = steps.columns.map { steps.padded[$0] }
    }
  }

  /// Sequences step after step, as the units take them.
  private struct Steps {
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
  }
}

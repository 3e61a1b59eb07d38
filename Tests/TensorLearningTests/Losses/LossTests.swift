import Tensor
import TensorLearning
import Testing

/// `Loss+CrossEntropy.swift`, `Loss+Elementwise.swift`, `LossValue.swift`.
@Suite struct LossTests {
  let predictions: Matrix<Double> = [[0.3, -2, 1.7], [0.9, 0.25, -0.4]]
  let targets: Matrix<Double> = [[0.1, 1, 1.5], [-0.9, 0.5, 0.1]]
  let weights = [0.5, 1, 0, 2, 0.25, 1]

  @Test func crossEntropyMatchesMpmath() throws {
    let loss = try Loss.crossEntropy(
      logits: Matrix<Double>(rows: 3, columns: 2, columnMajor: [1, 2, -1, 0, 1000, 3]),
      targets: [0, 2])
    #expect(abs(loss.value - 499.17450610838409319) <= 499 * Double.ulpOfOne)
    #expect(loss.gradient.isFinite)
    let single = try Loss.crossEntropy(
      logits: Matrix<Float>(rows: 3, columns: 1, columnMajor: [1, 2, -1]), targets: [0])
    #expect(abs(Float(single.value) - 1.3490122) <= 4 * Float.ulpOfOne)
  }

  @Test func gradientsAreThose() throws {
    let rows = [1, 0, 1]
    for weights in [nil, [0.5, 0, 2]] {
      let loss = try Loss.crossEntropy(logits: predictions, targets: rows, weights: weights)
      try expectGradient(loss.gradient, at: predictions) {
        try Loss.crossEntropy(logits: $0, targets: rows, weights: weights).value
      }
    }
    for weights in [nil, weights] {
      let ranking = try Loss.bayesianRanking(differences: predictions, weights: weights)
      try expectGradient(ranking.gradient, at: predictions) {
        try Loss.bayesianRanking(differences: $0, weights: weights).value
      }
      let squared = try Loss.squaredError(
        predictions: predictions, targets: targets, weights: weights)
      try expectGradient(squared.gradient, at: predictions) {
        try Loss.squaredError(predictions: $0, targets: targets, weights: weights).value
      }
      let huber = try Loss.huber(
        predictions: predictions, targets: targets, width: 0.75, weights: weights)
      try expectGradient(huber.gradient, at: predictions) {
        try Loss.huber(predictions: $0, targets: targets, width: 0.75, weights: weights).value
      }
    }
  }

  @Test func valuesByHand() throws {
    let errors: Matrix<Double> = [[0.5, -0.5, 3, -4]]
    let zero = Matrix<Double>(rows: 1, columns: 4)
    let huber = try Loss.huber(predictions: errors, targets: zero)
    // (1/8 + 1/8 + 5/2 + 7/2) / 4
    #expect(huber.value == 1.5625)
    #expect(huber.gradient == [[0.125, -0.125, 0.25, -0.25]])
    let squared = try Loss.squaredError(
      predictions: errors, targets: zero, weights: [1, 1, 0, 1])
    #expect(squared.value == 16.5)
    #expect(squared.gradient == [[1, -1, 0, -8]])
  }

  func ranksAsMpmathSays<Scalar: TensorScalar>(_: Scalar.Type) throws {
    let cases: [(Scalar, Double)] = [
      (-800, -800), (-40, -40), (-1, -1.313261687518222834), (0, -0.69314718055994530942),
      (1, -0.31326168751822283405), (40, -4.2483542552915889863e-18),
    ]
    for (difference, expected) in cases {
      let loss = try Loss.bayesianRanking(
        differences: Matrix<Scalar>(rows: 1, columns: 1, repeating: difference))
      #expect(abs(loss.value + expected) <= 4 * Double(Scalar.ulpOfOne) * abs(expected))
      #expect(loss.gradient.isFinite)
    }
  }

  @Test func logSigmoidMatchesMpmath() throws {
    try ranksAsMpmathSays(Double.self)
    try ranksAsMpmathSays(Float.self)
  }

  @Test func threadsDoNotChangeBits() throws {
    let logits: Matrix<Float> = randomMatrix(40, 100, seed: 1)
    let errors: Matrix<Float> = randomMatrix(100, 100, seed: 2)
    let rows = (0..<100).map { $0 % 40 }
    let threads = Parallelism(threads: 3)
    #expect(
      try Loss.crossEntropy(logits: logits, targets: rows)
        == Loss.crossEntropy(logits: logits, targets: rows, parallelism: threads))
    #expect(
      try Loss.bayesianRanking(differences: errors)
        == Loss.bayesianRanking(differences: errors, parallelism: threads))
  }

  @Test func whatIsNotFiniteIsReported() throws {
    var bad = predictions
    bad[1, 2] = .nan
    let losses = try [
      Loss.crossEntropy(logits: bad, targets: [0, 0, 0]),
      Loss.bayesianRanking(differences: bad),
      Loss.squaredError(predictions: bad, targets: targets),
      Loss.huber(predictions: bad, targets: targets),
    ]
    for loss in losses {
      let error = #expect(throws: LearningError.self) { try loss.requireFinite(step: 7) }
      guard case .notFinite(let what, let step, let cause)? = error else {
        Issue.record("no such error")
        continue
      }
      #expect(what == "the loss" && step == 7 && cause.contains("learning rate"))
    }
    try Loss.squaredError(predictions: predictions, targets: targets).requireFinite(step: 1)
  }

  @Test func noExamplesCostNothing() throws {
    let loss = try Loss.crossEntropy(logits: Matrix<Double>(rows: 3, columns: 0), targets: [])
    #expect(loss.value == 0)
    #expect(loss.gradient == Matrix(rows: 3, columns: 0))
  }

  @Test func rejectsWhatDoesNotFit() {
    #expect(throws: LearningError.self) {
      try Loss.crossEntropy(logits: predictions, targets: [0, 1])
    }
    #expect(
      throws: LearningError.indexOutOfRange(what: "targets", position: 2, index: 2, count: 2)
    ) { try Loss.crossEntropy(logits: predictions, targets: [0, 1, 2]) }
    #expect(throws: LearningError.self) {
      try Loss.crossEntropy(logits: predictions, targets: [0, 1, 1], weights: [1])
    }
    #expect(throws: LearningError.self) {
      try Loss.squaredError(predictions: predictions, targets: Matrix(rows: 3, columns: 2))
    }
    #expect(throws: LearningError.self) {
      try Loss.huber(predictions: predictions, targets: targets, width: 0)
    }
    #expect(throws: LearningError.self) {
      try Loss.bayesianRanking(differences: predictions, weights: [1, 2])
    }
  }
}

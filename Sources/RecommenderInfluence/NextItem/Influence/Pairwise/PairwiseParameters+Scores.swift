package import Recommenders
package import Tensor

extension PairwiseParameters {
  /// The number of samples that a task takes; a constant of the algorithm.
  private static var chunk: Int { 512 }

  /// z of each sample; of a direction, the derivative of z along it.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func queries(
    of samples: [PairwiseSample], parallelism: Parallelism
  ) -> Matrix<Scalar> {
    let rank = users.rows
    var queries = Matrix<Scalar>(rows: items.rows, columns: samples.count)
    queries.updateColumns(chunk: Self.chunk, parallelism: parallelism, workspace: {}) {
      range, elements, _ in
      for place in range {
        let sample = samples[place]
        let start = (place - range.lowerBound) * items.rows
        let user = Int(sample.user) * rank
        let previous = Int(sample.previous) * rank
        switch form {
        case .factorization:
          for row in 0..<rank { elements[start + row] = users.storage[user + row] }
        case .chain:
          for row in 0..<rank {
            elements[start + row] = users.storage[user + row]
            elements[start + rank + row] = contexts.storage[previous + row]
          }
        case .translation:
          for row in 0..<rank {
            elements[start + row] =
              2
              * (items.storage[previous + row] + shared.storage[row] + users.storage[user + row])
          }
        }
      }
    }
    return queries
  }

  /// o_i of each item.
  package var offsets: [Scalar] {
    switch form {
    case .factorization: biases.storage
    case .chain: Array(repeating: 0, count: items.columns)
    case .translation:
      biases.storage.indices.map { biases.storage[$0] - items.columnDot($0, items, $0) }
    }
  }

  /// The derivative of o_i along a direction.
  package func offsetChanges(along direction: PairwiseParameters) -> [Scalar] {
    switch form {
    case .factorization: direction.biases.storage
    case .chain: Array(repeating: 0, count: items.columns)
    case .translation:
      direction.biases.storage.indices.map {
        direction.biases.storage[$0] - 2 * items.columnDot($0, direction.items, $0)
      }
    }
  }

  /// Adds what derivatives in offsets are in biases and, for ``TransRec``, in the points of items.
  package mutating func addOffsetDerivatives(
    _ derivatives: [Scalar], at point: PairwiseParameters
  ) {
    guard form != .chain else { return }
    for item in derivatives.indices { biases.storage[item] += derivatives[item] }
    guard form == .translation else { return }
    items.addColumns(of: point.items, times: derivatives.map { -2 * $0 })
  }

  /// Adds what derivatives in the queries of samples are in the parameters.
  package mutating func addQueryDerivatives(
    _ derivatives: Matrix<Scalar>, of owners: SampleOwners<Scalar>, parallelism: Parallelism
  ) {
    let rank = users.rows
    switch form {
    case .factorization:
      users += derivatives.timesTransposed(owners.ofUsers, parallelism: parallelism)
    case .chain:
      users += derivatives[0..<rank, 0..<derivatives.columns].timesTransposed(
        owners.ofUsers, parallelism: parallelism)
      contexts += derivatives[rank..<2 * rank, 0..<derivatives.columns].timesTransposed(
        owners.ofPrevious, parallelism: parallelism)
    case .translation:
      let ofUsers = derivatives.timesTransposed(owners.ofUsers, parallelism: parallelism)
      users.add(ofUsers, times: 2)
      items.add(
        derivatives.timesTransposed(owners.ofPrevious, parallelism: parallelism), times: 2)
      for user in 0..<ofUsers.columns {
        for row in 0..<rank { shared.storage[row] += 2 * ofUsers.storage[user * rank + row] }
      }
    }
  }
}

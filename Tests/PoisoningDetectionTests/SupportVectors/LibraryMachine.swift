import CSVM
import Tensor

/// libsvm's own training and prediction, called without the package.
enum LibraryMachine {
  /// What `svm_predict_values` says of `others`, positive for fake users, and −ρ.
  static func values(
    training samples: Matrix<Double>, isFake: [Bool], others: Matrix<Double>,
    cost: Double, gamma: Double, weights: (normal: Double, fake: Double)
  ) -> (values: [Double], bias: Double) {
    func nodes(_ matrix: Matrix<Double>) -> [[svm_node]] {
      (0..<matrix.rows).map { row in
        (0..<matrix.columns).map { svm_node(index: Int32($0 + 1), value: matrix[row, $0]) }
          + [svm_node(index: -1, value: 0)]
      }
    }
    let rows = nodes(samples).map { row in
      let copy = UnsafeMutablePointer<svm_node>.allocate(capacity: row.count)
      copy.initialize(from: row, count: row.count)
      return copy
    }
    defer { for row in rows { row.deallocate() } }
    var pointers: [UnsafeMutablePointer<svm_node>?] = rows
    var labels = isFake.map { $0 ? 1.0 : -1 }
    var weightLabels: [Int32] = [1, -1]
    var weightValues = [weights.fake, weights.normal]
    return pointers.withUnsafeMutableBufferPointer { pointers in
      labels.withUnsafeMutableBufferPointer { labels in
        weightLabels.withUnsafeMutableBufferPointer { weightLabels in
          weightValues.withUnsafeMutableBufferPointer { weightValues in
            var problem = svm_problem(
              l: Int32(labels.count), y: labels.baseAddress, x: pointers.baseAddress)
            var parameters = svm_parameter()
            parameters.svm_type = Int32(C_SVC)
            parameters.kernel_type = Int32(RBF)
            parameters.gamma = gamma
            parameters.C = cost
            parameters.cache_size = 100
            parameters.eps = 1e-3
            parameters.shrinking = 1
            parameters.nr_weight = 2
            parameters.weight_label = weightLabels.baseAddress
            parameters.weight = weightValues.baseAddress
            var model = svm_train(&problem, &parameters)
            defer { svm_free_and_destroy_model(&model) }
            let sign = model?.pointee.label[0] == 1 ? 1.0 : -1
            let values = nodes(others).map { row in
              var value = 0.0
              _ = svm_predict_values(model, row, &value)
              return sign * value
            }
            return (values, -sign * (model?.pointee.rho[0] ?? .nan))
          }
        }
      }
    }
  }
}

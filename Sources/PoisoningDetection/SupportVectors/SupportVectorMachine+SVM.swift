internal import CSVM

extension SupportVectorMachine {
  /// Trains on scaled samples by libsvm's C-SVC with an RBF kernel. [Chang2011, §2.1]
  ///
  /// libsvm solves the dual by sequential minimal optimization, with nothing random in it: equal
  /// samples in equal order give equal bits, on whatever thread.
  ///
  /// - Parameters:
  ///   - rows: The samples.
  ///   - isFake: Their labels, of both classes.
  ///   - settings: Valid settings.
  /// - Throws: `SupportVectorError.notSolved` if the solution is not finite.
  /// - Complexity: Between samples² and samples³ · features flops, growing with C; the kernel cache
  ///   and 16 · samples · (features + 1) bytes of memory.
  init(
    training rows: SampleRows, isFake: [Bool], settings: Settings
  ) throws(SupportVectorError) {
    precondition(
      isFake.count == rows.count && isFake.contains(true) && isFake.contains(false)
        && rows.count < Int32.max, "\(isFake.count) labels of two classes for \(rows.count) rows")
    _ = Self.silence
    let stride = rows.width + 1
    var nodes: [svm_node] = []
    nodes.reserveCapacity(rows.count * stride)
    for row in 0..<rows.count {
      for feature in 0..<rows.width {
        nodes.append(
          svm_node(index: Int32(feature + 1), value: rows.values[row * rows.width + feature]))
      }
      nodes.append(svm_node(index: -1, value: 0))
    }
    var labels = isFake.map { $0 ? 1.0 : -1.0 }
    var found: (indices: [Int], coefficients: [Double], bias: Double)?
    unsafe nodes.withUnsafeMutableBufferPointer { nodes in
      guard let start = nodes.baseAddress else { return }
      var pointers: [UnsafeMutablePointer<svm_node>?] = unsafe (0..<rows.count).map {
        unsafe start + $0 * stride
      }
      unsafe pointers.withUnsafeMutableBufferPointer { pointers in
        unsafe labels.withUnsafeMutableBufferPointer { labels in
          var problem = unsafe svm_problem(
            l: Int32(rows.count), y: labels.baseAddress, x: pointers.baseAddress)
          found = unsafe Self.solution(&problem, settings)
        }
      }
    }
    guard let found, found.bias.isFinite, found.coefficients.allSatisfy(\.isFinite) else {
      throw .notSolved(cost: settings.cost, gamma: settings.gamma)
    }
    gamma = settings.gamma
    supportVectors = rows.selecting(found.indices)
    coefficients = found.coefficients
    bias = found.bias
  }

  /// The support vectors, by their places among the samples, what each contributes to the
  /// decision, and the constant.
  private static func solution(
    _ problem: inout svm_problem, _ settings: Settings
  ) -> (indices: [Int], coefficients: [Double], bias: Double)? {
    var weightLabels: [Int32] = [-1, 1]
    var weights = [settings.weights.normal, settings.weights.fake]
    return unsafe weightLabels.withUnsafeMutableBufferPointer { weightLabels in
      unsafe weights.withUnsafeMutableBufferPointer { weights in
        var parameters = unsafe svm_parameter()
        unsafe parameters.svm_type = Int32(C_SVC)
        unsafe parameters.kernel_type = Int32(RBF)
        unsafe parameters.gamma = settings.gamma
        unsafe parameters.cache_size = settings.cacheMebibytes
        unsafe parameters.eps = settings.tolerance
        unsafe parameters.C = settings.cost
        unsafe parameters.nr_weight = 2
        unsafe parameters.weight_label = weightLabels.baseAddress
        unsafe parameters.weight = weights.baseAddress
        unsafe parameters.shrinking = 1
        let complaint = unsafe svm_check_parameter(&problem, &parameters)
        precondition(unsafe complaint == nil, "settings that libsvm refuses")
        guard let model = unsafe svm_train(&problem, &parameters) else { return nil }
        let count = unsafe Int(model.pointee.l)
        precondition(unsafe model.pointee.nr_class == 2, "libsvm found other than two classes")
        // libsvm's decision is positive for its first label.
        let sign = unsafe model.pointee.label[0] == 1 ? 1.0 : -1.0
        let result = unsafe (
          (0..<count).map { unsafe Int(model.pointee.sv_indices[$0]) - 1 },
          (0..<count).map { unsafe sign * (model.pointee.sv_coef[0]?[$0] ?? .nan) },
          -sign * model.pointee.rho[0]
        )
        var freed: UnsafeMutablePointer<svm_model>? = unsafe model
        unsafe svm_free_and_destroy_model(&freed)
        return result
      }
    }
  }

  /// Keeps libsvm from printing its progress.
  ///
  /// The function is global to the process and would race with running trainings, so it is set
  /// once, before the first.
  private static let silence: Void = unsafe svm_set_print_string_function { _ in }
}

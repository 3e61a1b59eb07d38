extension Double {
  /// The shortest decimal form that reads back as this number, whole numbers without a fraction:
  /// `4`, `3.5`.
  package var shortText: String {
    self == rounded() && abs(self) < 1e15 ? String(Int(self)) : String(self)
  }
}

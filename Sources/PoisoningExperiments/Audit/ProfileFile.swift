public import Foundation
public import RecommenderData

/// Fake profiles as text: `user,item,rating`, with a header.
public enum ProfileFile {
  /// The text of `profiles`; fake users are named `fake-1`, `fake-2` … in order.
  ///
  /// Identifiers with a comma, a quote or a line break are quoted as in RFC 4180.
  ///
  /// - Parameter ratings: The data that the profiles were made for; names the items.
  public static func text(of profiles: some Collection<FakeProfile>, for ratings: RatingMatrix)
    -> String
  {
    var text = "user,item,rating\n"
    for (index, profile) in profiles.enumerated() {
      for (item, value) in zip(profile.items, profile.values) {
        text += "fake-\(index + 1),\(quoted(ratings.itemIdentifiers[item])),\(plain(value))\n"
      }
    }
    return text
  }

  /// Writes the text of `profiles` to `url`, whole or not at all.
  ///
  /// - Throws: `ExperimentError.file` if the file cannot be written.
  public static func write(
    _ profiles: some Collection<FakeProfile>, for ratings: RatingMatrix, to url: URL
  ) throws(ExperimentError) {
    try AtomicWriter.write(Data(text(of: profiles, for: ratings).utf8), to: url)
  }

  private static func quoted(_ field: String) -> String {
    guard field.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else {
      return field
    }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }

  private static func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}

/// Which line of which file each rating came from.
///
/// Ratings mostly stand on consecutive lines, so only the breaks are kept.
struct LineMap: Sendable {
  /// A place in the input.
  struct Place: Equatable, Sendable {
    /// The number of the file, from 0.
    var file: Int
    /// The line in it, from 1.
    var line: Int
  }

  private var breaks: [(rating: Int, place: Place)] = []
  private var next = Place(file: -1, line: 0)

  /// Notes where rating `rating` stands; ratings come in order.
  mutating func record(rating: Int, file: Int, line: Int) {
    if next.line != line || next.file != file {
      breaks.append((rating, Place(file: file, line: line)))
    }
    next = Place(file: file, line: line + 1)
  }

  /// Where rating `rating`, which was recorded, stands.
  func place(of rating: Int) -> Place {
    var low = 0
    var high = breaks.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if breaks[middle].rating <= rating { low = middle } else { high = middle }
    }
    let found = breaks[low]
    return Place(file: found.place.file, line: found.place.line + rating - found.rating)
  }
}

import Foundation
import ReaderFuzzing

/// The entry points that libFuzzer calls, and what they share.
///
/// `MITHRIDATE_FUZZ_READER` names the reader. Its seeds are put into the folder that is the last
/// argument, libFuzzer's corpus; a file there is an input to try by itself. A property that fails
/// ends the process like a crash, so that the input is kept.
enum ReaderFuzzer {
  /// libFuzzer calls from one thread only.
  nonisolated(unsafe) static var tally = FuzzCampaign.Tally()

  static let start = ContinuousClock.now

  static let subject: any FuzzSubject = {
    let name = ProcessInfo.processInfo.environment["MITHRIDATE_FUZZ_READER"] ?? ""
    do {
      let subjects: [any FuzzSubject] = [
        RatingFuzz.text, RatingFuzz.inter, SequenceFuzz(), GzipFuzz(), try NPYFuzz(),
      ]
      if let subject = subjects.first(where: { $0.name == name }) { return subject }
      print("MITHRIDATE_FUZZ_READER is one of \(subjects.map(\.name).joined(separator: ", "))")
    } catch {
      print("no temporary folder: \(error)")
    }
    exit(2)
  }()

  /// The seeds, pieces of which are spliced into other inputs.
  static let seeds = subject.seeds

  /// Puts the seeds of the reader where libFuzzer finds them.
  static func prepare(_ arguments: [String]) {
    guard let corpus = arguments.dropFirst().last, !corpus.hasPrefix("-"),
      FileManager.default.contents(atPath: corpus) == nil
    else { return }
    do {
      try FileManager.default.createDirectory(
        atPath: corpus, withIntermediateDirectories: true)
      for (number, seed) in seeds.enumerated() {
        try Data(seed).write(to: URL(fileURLWithPath: "\(corpus)/seed-\(number)"))
      }
    } catch {
      print("the corpus cannot be written: \(error)")
      exit(2)
    }
    _ = start
    atexit {
      let tally = ReaderFuzzer.tally
      let inputs = tally.accepted + tally.rejected
      let seconds = (ContinuousClock.now - ReaderFuzzer.start) / .seconds(1)
      print(
        "\(ReaderFuzzer.subject.name): \(inputs) inputs, \(tally.accepted) valid, "
          + "\(tally.rejected) rejected with a typed error; \(Int(Double(inputs) / seconds)) a second"
      )
      ReaderFuzzer.tidyUp()
    }
  }

  /// Removes temporary files, which objects that live as long as the process do not.
  static func tidyUp() { (subject as? NPYFuzz)?.removeFiles() }

  /// Reads one input; does not return if a property fails.
  static func check(_ input: [UInt8]) {
    do {
      tally.count(try subject.outcome(of: input))
    } catch {
      print("finding: \(error)")
      fflush(nil)
      tidyUp()
      abort()
    }
  }
}

/// The arguments of a C program.
typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// libFuzzer; as below, for words in registers Swift's calling convention is C's.
@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<Arguments>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Where SwiftPM has an executable begin, in place of libFuzzer's own `main`.
@c(ReaderFuzzer_main)
public func main(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
  var (count, arguments) = (count, arguments)
  ReaderFuzzer.prepare(
    (0..<Int(count)).compactMap { arguments[$0].map { String(cString: $0) } })
  return runDriver(&count, &arguments, testOneInput)
}

/// What libFuzzer calls with each input.
@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  ReaderFuzzer.check(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// libFuzzer's own mutations, from which its coverage chooses.
@_silgen_name("LLVMFuzzerMutate")
func libFuzzerMutate(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int) -> Int

/// What libFuzzer calls for the next input: its own mutations and the tests' in turn.
@c(LLVMFuzzerCustomMutator)
public func mutate(
  _ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int, _ seed: UInt32
) -> Int {
  guard seed % 2 == 0 else { return libFuzzerMutate(bytes, count, limit) }
  let subject = ReaderFuzzer.subject
  var mutator = Mutator(seed: UInt64(seed), others: ReaderFuzzer.seeds)
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  let mutated = subject.mutated(input, using: &mutator).prefix(limit)
  for (place, byte) in mutated.enumerated() { bytes[place] = byte }
  return mutated.count
}

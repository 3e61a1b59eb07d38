import Foundation
import ReaderFuzzing

/// The entry points that libFuzzer calls, and what they share.
///
/// `MITHRIDATE_FUZZ_READER` names the reader; its seeds are put into the last folder among the
/// arguments, libFuzzer's corpus. A property that fails ends the process like a crash, so that the
/// input is kept.
enum ReaderFuzzer {
  /// libFuzzer calls from one thread only.
  nonisolated(unsafe) static var tally = FuzzCampaign.Tally()

  static let subject: any FuzzSubject = {
    let name = ProcessInfo.processInfo.environment["MITHRIDATE_FUZZ_READER"] ?? ""
    do {
      let subjects: [any FuzzSubject] = [
        RatingFuzz.text, RatingFuzz.inter, GzipFuzz(), try NPYFuzz(),
      ]
      if let subject = subjects.first(where: { $0.name == name }) { return subject }
      print("MITHRIDATE_FUZZ_READER is one of \(subjects.map(\.name).joined(separator: ", "))")
    } catch {
      print("no temporary folder: \(error)")
    }
    exit(2)
  }()

  /// Puts the seeds of the reader where libFuzzer finds them.
  static func prepare(_ arguments: [String]) {
    guard let corpus = arguments.last, !corpus.hasPrefix("-") else { return }
    do {
      try FileManager.default.createDirectory(
        atPath: corpus, withIntermediateDirectories: true)
      for (number, seed) in subject.seeds.enumerated() {
        try Data(seed).write(to: URL(fileURLWithPath: "\(corpus)/seed-\(number)"))
      }
    } catch {
      print("the corpus cannot be written: \(error)")
      exit(2)
    }
    atexit {
      let tally = ReaderFuzzer.tally
      print(
        "\(ReaderFuzzer.subject.name): \(tally.accepted + tally.rejected) inputs, "
          + "\(tally.accepted) valid, \(tally.rejected) rejected with a typed error")
      (ReaderFuzzer.subject as? NPYFuzz)?.removeFiles()
    }
  }

  /// Reads one input; does not return if a property fails.
  static func check(_ input: [UInt8]) {
    do {
      tally.count(try subject.outcome(of: input))
    } catch {
      print("finding: \(error)")
      fflush(nil)
      abort()
    }
  }
}

/// The arguments of a C program.
typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<Arguments>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Where SwiftPM has an executable begin.
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

/// libFuzzer's own mutations; for three words in registers, Swift's calling convention is C's.
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

extension ReaderFuzzer {
  /// The seeds, pieces of which are spliced into other inputs.
  static let seeds = subject.seeds
}

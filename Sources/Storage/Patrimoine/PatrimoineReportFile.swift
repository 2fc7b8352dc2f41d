import Domain
import Glibc

/// The complete report of a check as a table (`domaine.md` §8.3), written while the file is read.
///
/// It is as long as there are findings: only the disk bounds it.
final class PatrimoineReportFile {
  /// The file at work; it is held as long as this object is there.
  let path: String
  /// Why it could not be written; what comes later is dropped.
  private(set) var failure: StorageError?

  private let descriptor: Int32
  private var buffer: [UInt8] = []

  private static let block = 64 * 1024

  /// Begins a file; one of that name is written over.
  ///
  /// - Throws: `StorageError`: `cannotOpen`, `full`.
  init(path: String) throws(StorageError) {
    self.path = path
    descriptor = Glibc.open(path, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileSystem.failure("open", path) }
    try FileSystem.restrict(path, to: 0o600)
    // So whoever clears litter away knows that it is none.
    FileLock.hold(descriptor)
    // By this mark spreadsheets know UTF-8.
    buffer = Array("\u{FEFF}".utf8)
    buffer += Array(CSVWriting.line(PatrimoineFinding.tableHeader).utf8)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Writes a finding.
  func write(_ finding: PatrimoineFinding) {
    guard failure == nil else { return }
    buffer += Array(CSVWriting.line(finding.tableRow).utf8)
    if buffer.count >= Self.block { flush() }
  }

  /// Brings it to the disk.
  ///
  /// - Throws: `StorageError` of now or of an earlier line.
  func finish() throws(StorageError) {
    flush()
    if let failure { throw failure }
    if fsync(descriptor) != 0 { throw FileSystem.failure("fsync", path) }
  }

  private func flush() {
    do throws(StorageError) {
      try FileSystem.write(buffer, to: descriptor, path: path)
    } catch {
      failure = error
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

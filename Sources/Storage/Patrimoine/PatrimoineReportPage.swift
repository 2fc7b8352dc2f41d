import Domain
import Glibc

/// Lines of a complete report, a few at a time: the file may have a hundred megabytes.
public struct PatrimoineReportPage: Equatable, Sendable {
  /// The cells of each line, as `PatrimoineFinding.tableHeader` names them.
  public var rows: [[String]] = []
  /// Where the next page begins, nil after the last line.
  public var next: Int?

  private static let block = 256 * 1024

  /// Reads the lines of one code.
  ///
  /// - Parameters:
  ///   - path: the report.
  ///   - code: whose lines, nil for all.
  ///   - offset: where the page begins: 0, then each page's `next`.
  ///   - limit: the most lines given.
  /// - Throws: `StorageError`.
  public static func read(
    _ path: String, code: PatrimoineCode?, from offset: Int = 0, limit: Int = 40
  ) throws(StorageError) -> PatrimoineReportPage {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileSystem.failure("open", path) }
    defer { close(descriptor) }
    var page = PatrimoineReportPage()
    let label = code.map { Array($0.label.utf8) }
    var buffer = [UInt8](repeating: 0, count: block)
    // Bytes of the buffer that are of the line which begins at `place` of the file.
    var (kept, place) = (0, offset)
    while true {
      if kept == buffer.count { buffer += [UInt8](repeating: 0, count: buffer.count) }
      let count = buffer.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress.map { $0 + kept }, $0.count - kept, off_t(place + kept))
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileSystem.failure("read", path) }
      if count == 0 { return page }
      let used = buffer.withUnsafeBufferPointer { bytes in
        page.take(UnsafeBufferPointer(rebasing: bytes[..<(kept + count)]), label, place, limit)
      }
      if page.next != nil { return page }
      buffer.removeSubrange(..<used)
      buffer += [UInt8](repeating: 0, count: used)
      kept += count - used
      place += used
    }
  }

  /// Takes the whole lines of some bytes, and tells how many bytes they are.
  private mutating func take(
    _ bytes: UnsafeBufferPointer<UInt8>, _ label: [UInt8]?, _ place: Int, _ limit: Int
  ) -> Int {
    var start = 0
    while let end = bytes[start...].firstIndex(of: 0x0A) {
      let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
      if place + start > 0, Self.hasCode(line, label) {
        if rows.count == limit {
          next = place + start
          return start
        }
        rows.append(Self.cells(line))
      }
      start = end + 1
    }
    return start
  }

  /// Whether the fifth cell is that code; a quote before it leaves that to the cells.
  private static func hasCode(_ line: UnsafeBufferPointer<UInt8>, _ label: [UInt8]?) -> Bool {
    guard let label else { return true }
    var cell = 0
    for (index, byte) in line.enumerated() {
      if byte == 0x22 { return cells(line).dropFirst(4).first.map { Array($0.utf8) } == label }
      if byte == 0x3B { cell += 1 }
      if cell == 4, byte == 0x3B { return line[(index + 1)...].starts(with: label) }
    }
    return false
  }

  private static func cells(_ line: UnsafeBufferPointer<UInt8>) -> [String] {
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var place = 0
    let end = line.last == 0x0D ? line.count - 1 : line.count
    while place < end {
      let byte = line[place]
      place += 1
      if byte == 0x22, isQuoted, place < end, line[place] == 0x22 {
        cell.append(byte)
        place += 1
      } else if byte == 0x22 {
        isQuoted.toggle()
      } else if byte == 0x3B, !isQuoted {
        cells.append(String(decoding: cell, as: UTF8.self))
        cell = []
      } else {
        cell.append(byte)
      }
    }
    return cells + [String(decoding: cell, as: UTF8.self)]
  }
}

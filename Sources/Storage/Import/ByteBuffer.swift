/// The bytes of a file around the record being read: looked at ahead, dropped once read.
struct ByteBuffer {
  private let source: FileBytes
  private var bytes: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  init(_ source: FileBytes) {
    self.source = source
  }

  /// The byte that many places ahead, nil beyond the end of the file.
  mutating func byte(at offset: Int) throws(ImportFailure) -> UInt8? {
    while start + offset >= bytes.count, !isAtEnd {
      if start > 0 {
        bytes.removeFirst(start)
        start = 0
      }
      let more = try source.next()
      isAtEnd = more.isEmpty
      bytes += more
    }
    return start + offset < bytes.count ? bytes[start + offset] : nil
  }

  /// Drops bytes that were looked at.
  mutating func consume(_ count: Int) {
    start = min(start + count, bytes.count)
  }

  /// The length of the line end at that place: CR LF, LF or CR; zero when there is none.
  mutating func newline(at offset: Int) throws(ImportFailure) -> Int {
    switch try byte(at: offset) {
    case 0x0A: return 1
    case 0x0D: return try byte(at: offset + 1) == 0x0A ? 2 : 1
    default: return 0
    }
  }

  /// Drops the rest of the line, its end included.
  mutating func consumeLine() throws(ImportFailure) {
    while try byte(at: 0) != nil {
      let end = try newline(at: 0)
      consume(max(1, end))
      if end > 0 { return }
    }
  }
}

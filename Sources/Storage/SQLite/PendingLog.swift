import Glibc

/// The second copy of work that exists nowhere else: an append-only file of checked records.
///
/// The file is `HABPEND1`, then for each record its length and the CRC-32 of that length and the
/// payload (both 32 bits, little-endian), then the payload. Reading stops at the first record that
/// is cut or altered. Not Sendable: it belongs to the actor that writes the store.
public final class PendingLog {
  /// What a file held.
  public struct Contents: Equatable, Sendable {
    /// The payloads, in the order in which they were appended.
    public var records: [[UInt8]] = []
    /// How many bytes at the start of the file are whole records, the header included.
    public var validLength = 0
    /// How many bytes after them could not be read: an append cut by a crash, or damage.
    public var tornBytes = 0
  }

  static let header = Array("HABPEND1".utf8)

  /// The file.
  public let path: String
  /// What the file held when it was opened.
  public let recovered: Contents
  private var descriptor: Int32
  /// How many bytes the whole records take, the header included.
  private(set) var length: Int

  /// Opens the log, creating it (mode 0600) when it is absent.
  ///
  /// An unreadable tail is put aside in `PATH.torn`, never thrown away, and appending goes on after
  /// the last whole record.
  ///
  /// - Throws: `StorageError`: `cannotOpen`, `full`, `io`.
  public init(path: String) throws(StorageError) {
    self.path = path
    try FileSystem.makePrivateFile(path)
    descriptor = try Self.openFile(path, O_RDWR)
    let bytes: [UInt8]
    do throws(StorageError) {
      bytes = try FileSystem.read(descriptor, path: path)
    } catch {
      Glibc.close(descriptor)
      throw error
    }
    recovered = Self.scan(bytes)
    length = recovered.validLength
    if recovered.tornBytes > 0 { try keepAside() }
    if recovered.tornBytes > 0 || length == 0 { try rewrite(keeping: recovered.records) }
  }

  deinit {
    Glibc.close(descriptor)
  }

  /// Reads a log without touching it.
  ///
  /// - Throws: `StorageError` of kind `cannotOpen` when it is absent.
  public static func read(path: String) throws(StorageError) -> Contents {
    let descriptor = try openFile(path, O_RDONLY)
    defer { Glibc.close(descriptor) }
    return scan(try FileSystem.read(descriptor, path: path))
  }

  /// Adds a record; it is on the device when this returns.
  ///
  /// - Throws: `StorageError`: `full`, `io`. The file then ends with the record before.
  public func append(_ payload: [UInt8]) throws(StorageError) { try append(all: [payload]) }

  /// Adds records by one write; they are on the device when this returns.
  ///
  /// - Throws: `StorageError`: `full`, `io`. The file then ends with the record before.
  public func append(all payloads: [[UInt8]]) throws(StorageError) {
    guard !payloads.isEmpty else { return }
    let frames = payloads.reduce(into: [UInt8]()) { $0 += Self.frame($1) }
    do throws(StorageError) {
      try FileSystem.write(frames, to: descriptor, path: path)
      if fsync(descriptor) != 0 { throw FileSystem.failure("fsync", path) }
    } catch {
      cut()
      throw error
    }
    length += frames.count
  }

  /// Takes back the records after the first `end` bytes, as far as the device lets it.
  ///
  /// - Parameter end: what `length` was before they were added.
  func takeBack(to end: Int) {
    guard end < length else { return }
    length = end
    cut()
    fsync(descriptor)
  }

  /// Makes the file end where the last whole record does.
  private func cut() {
    ftruncate(descriptor, off_t(length))
    lseek(descriptor, off_t(length), SEEK_SET)
  }

  /// Replaces the log by these records, at once: a crash leaves the old file or the new one.
  ///
  /// - Throws: `StorageError`: `full`, `io`; the old file then stands.
  public func rewrite(keeping records: [[UInt8]]) throws(StorageError) {
    let bytes = records.reduce(into: Self.header) { $0 += Self.frame($1) }
    let fresh = "\(path).new"
    try FileSystem.makePrivateFile(fresh)
    let new = try Self.openFile(fresh, O_RDWR | O_TRUNC)
    do throws(StorageError) {
      try FileSystem.write(bytes, to: new, path: fresh)
      if fsync(new) != 0 { throw FileSystem.failure("fsync", fresh) }
      if rename(fresh, path) != 0 { throw FileSystem.failure("rename", path) }
    } catch {
      Glibc.close(new)
      throw error
    }
    Glibc.close(descriptor)
    descriptor = new
    length = bytes.count
    try FileSystem.syncDirectory(of: path)
  }

  /// Gives the damaged file a second name before `rewrite` takes the first one away.
  private func keepAside() throws(StorageError) {
    let aside = "\(path).torn"
    unlink(aside)
    if link(path, aside) != 0 { throw FileSystem.failure("link", aside) }
  }

  private static func openFile(_ path: String, _ flags: Int32) throws(StorageError) -> Int32 {
    let descriptor = Glibc.open(path, flags | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileSystem.failure("open", path) }
    return descriptor
  }
}

extension PendingLog {
  private static func frame(_ payload: [UInt8]) -> [UInt8] {
    let length = littleEndian(UInt32(payload.count))
    return length + littleEndian(CRC32.of(length, payload)) + payload
  }

  /// The whole records of a file's bytes.
  static func scan(_ bytes: [UInt8]) -> Contents {
    var contents = Contents()
    var position = 0
    if bytes.starts(with: header) {
      position = header.count
      while let payload = record(of: bytes, at: position) {
        contents.records.append(payload)
        position += 8 + payload.count
      }
    }
    contents.validLength = position
    contents.tornBytes = bytes.count - position
    return contents
  }

  private static func record(of bytes: [UInt8], at start: Int) -> [UInt8]? {
    guard bytes.count - start >= 8 else { return nil }
    let length = Array(bytes[start..<start + 4])
    let end = start + 8 + Int(number(length[...]))
    guard end <= bytes.count else { return nil }
    let payload = Array(bytes[start + 8..<end])
    guard number(bytes[start + 4..<start + 8]) == CRC32.of(length, payload) else { return nil }
    return payload
  }

  private static func littleEndian(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
}

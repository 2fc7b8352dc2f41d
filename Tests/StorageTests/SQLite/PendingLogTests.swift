import Foundation
import Testing

@testable import Storage

@Suite struct PendingLogTests {
  private let directory: TemporaryDirectory
  private let path: String
  private static let records: [[UInt8]] = [
    Array("première".utf8), [], [0], Array(repeating: 0, count: 40), Array("dernière".utf8),
  ]

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.file("pending.log")
  }

  private func fill() throws -> [UInt8] {
    let log = try PendingLog(path: path)
    for record in Self.records { try log.append(record) }
    return try directory.bytes("pending.log")
  }

  @Test func `The checksum is the one of ISO 3309`() {
    #expect(CRC32.of(Array("1234".utf8), Array("56789".utf8)) == 0xcbf4_3926)
  }

  @Test func `What was appended is read back, by this process or the next`() throws {
    _ = try fill()
    #expect(try PendingLog.read(path: path).records == Self.records)
    let again = try PendingLog(path: path)
    #expect(again.recovered.records == Self.records)
    #expect(again.recovered.tornBytes == 0)
    try again.append([9])
    #expect(try PendingLog.read(path: path).records == Self.records + [[9]])
  }

  @Test func `A log cut at any byte gives its whole records and says what is lost`() throws {
    let bytes = try fill()
    for cut in 0...bytes.count {
      let contents = PendingLog.scan(Array(bytes[..<cut]))
      #expect(contents.records == Array(Self.records.prefix(contents.records.count)))
      #expect(contents.validLength + contents.tornBytes == cut)
      #expect(contents.validLength == wholeLength(upTo: cut))
    }
  }

  private func wholeLength(upTo cut: Int) -> Int {
    guard cut >= 8 else { return 0 }
    var length = 8
    for record in Self.records {
      guard length + 8 + record.count <= cut else { break }
      length += 8 + record.count
    }
    return length
  }

  @Test func `A log cut at any byte can be appended to`() throws {
    let bytes = try fill()
    for cut in 0...bytes.count {
      let name = "cut-\(cut)"
      let cutPath = try directory.write(Array(bytes[..<cut]), to: name)
      let log = try PendingLog(path: cutPath)
      try log.append([7])
      let contents = try PendingLog.read(path: cutPath)
      #expect(contents.records == log.recovered.records + [[7]])
      #expect(contents.tornBytes == 0)
      let aside = try directory.names().contains("\(name).torn")
      #expect(aside == (log.recovered.tornBytes > 0))
      if aside { #expect(try directory.bytes("\(name).torn") == Array(bytes[..<cut])) }
    }
  }

  @Test func `A changed bit anywhere ends the reading before the record it is in`() throws {
    let bytes = try fill()
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x10
      let contents = PendingLog.scan(damaged)
      #expect(contents.validLength <= index)
      #expect(contents.tornBytes > 0)
      #expect(contents.records == Array(Self.records.prefix(contents.records.count)))
    }
  }

  @Test func `A tail of zeros, which a power cut can leave, is no record`() throws {
    let bytes = try fill()
    let contents = PendingLog.scan(bytes + Array(repeating: 0, count: 64))
    #expect(contents.records == Self.records)
    #expect(contents.tornBytes == 64)
  }

  @Test func `Rewriting keeps these records only, and the log goes on`() throws {
    _ = try fill()
    let log = try PendingLog(path: path)
    try log.rewrite(keeping: [Self.records[4]])
    try log.append([1, 2])
    #expect(try PendingLog.read(path: path).records == [Self.records[4], [1, 2]])
    #expect(try directory.permissions("pending.log") == 0o600)
    #expect(try directory.names() == ["pending.log"])
  }

  @Test func `A rewriting that was cut before its rename changes nothing`() throws {
    _ = try fill()
    _ = try directory.write(Array("HABPEND1 half".utf8), to: "pending.log.new")
    let log = try PendingLog(path: path)
    #expect(log.recovered.records == Self.records)
    try log.rewrite(keeping: [])
    #expect(try PendingLog.read(path: path).records == [])
  }

  @Test func `Reading does not create`() throws {
    let error = #expect(throws: StorageError.self) { try PendingLog.read(path: path) }
    #expect(error?.kind == .cannotOpen)
    #expect(try directory.names() == [])
  }
}

import Storage
import Testing

@Suite struct ValueTests {
  private let connection: Connection

  init() throws {
    connection = try Connection(path: ":memory:", mode: .readWrite)
  }

  private func roundTrip<Value: SQLConvertible>(_ value: Value) throws -> Value? {
    try connection.scalar("SELECT ?", [value])
  }

  @Test(arguments: [0, -1, Int64(Int32.max) + 1, 1 << 53 + 1, Int64.max, Int64.min] as [Int64])
  func `Integers keep their 64 bits`(number: Int64) throws {
    #expect(try roundTrip(number) == number)
    #expect(try roundTrip(Int(number)) == Int(number))
  }

  @Test(arguments: ["", "é", "a\u{0}b", "👨‍👩‍👧 œ", "'; DROP TABLE t --"])
  func `Text comes back as it went in`(text: String) throws {
    #expect(try roundTrip(text).map { Array($0.utf8) } == Array(text.utf8))
  }

  @Test(arguments: [[], [0], [0xff, 0x00, 0x80]] as [[UInt8]])
  func `Bytes come back as they went in`(bytes: [UInt8]) throws {
    #expect(try roundTrip(bytes) == bytes)
  }

  @Test func `Numbers, booleans and absent values come back`() throws {
    #expect(try roundTrip(0.1) == 0.1)
    #expect(try roundTrip(true) == true)
    #expect(try roundTrip(String?.none) == .some(.none))
    #expect(try roundTrip(Int?.some(4)) == 4)
  }

  @Test(arguments: ["'1'", "1.0", "x'31'", "NULL"])
  func `Nothing is coerced to an integer`(literal: String) throws {
    let error = #expect(throws: StorageError.self) {
      try connection.scalar("SELECT \(literal) AS a", as: Int.self)
    }
    #expect(error?.kind == .typeMismatch)
    #expect(error?.message.hasPrefix("column a holds") == true)
  }

  @Test func `Nothing is coerced to another type either`() throws {
    #expect(throws: StorageError.self) { try connection.scalar("SELECT 1", as: String.self) }
    #expect(throws: StorageError.self) { try connection.scalar("SELECT 1", as: Double.self) }
    #expect(throws: StorageError.self) { try connection.scalar("SELECT 'a'", as: [UInt8].self) }
    #expect(throws: StorageError.self) { try connection.scalar("SELECT 2", as: Bool.self) }
    #expect(throws: StorageError.self) { try connection.scalar("SELECT 'a'", as: Int?.self) }
    #expect(throws: StorageError.self) { try connection.scalar("SELECT NULL", as: String.self) }
  }

  @Test func `Text that is not UTF-8 is damage, not a question mark`() throws {
    let error = #expect(throws: StorageError.self) {
      try connection.scalar("SELECT CAST(x'ff' AS TEXT)", as: String.self)
    }
    #expect(error?.kind == .corrupt)
  }

  @Test(arguments: [-1, 1])
  func `A column that is not there is refused`(column: Int) throws {
    let error = #expect(throws: StorageError.self) {
      try connection.first("SELECT 1") { row throws(StorageError) in
        try row.get(column, as: Int.self)
      }
    }
    #expect(error?.kind == .misuse)
  }
}

extension JSONTape {
  /// The value that the text stands for.
  ///
  /// - Throws: `DecodingError` when the text is not of the type's shape. Its path is left empty:
  ///   what stands there may be personal, and the caller knows what it decodes.
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try Value(from: JSONTapeValue(tape: self, place: 0))
  }
}

/// A value of a tape, as the type that is made of it asks for it.
private struct JSONTapeValue: Decoder, SingleValueDecodingContainer {
  let tape: JSONTape
  let place: Int

  var node: JSONTape.Node { tape.nodes[place] }
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard node.kind == .object else { throw mismatch(type) }
    return KeyedDecodingContainer(JSONTapeObject(object: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard node.kind == .array else { throw mismatch([Any].self) }
    return JSONTapeArray(self)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }

  func decodeNil() -> Bool { node.kind == .null }

  func decode(_ type: Bool.Type) throws -> Bool {
    switch node.kind {
    case .yes: true
    case .no: false
    default: throw mismatch(type)
    }
  }

  func decode(_ type: String.Type) throws -> String {
    switch node.kind {
    case .text, .escapedText: tape.text(of: node)
    default: throw mismatch(type)
    }
  }

  func decode<Whole: FixedWidthInteger & Decodable>(_ type: Whole.Type) throws -> Whole {
    guard node.kind == .number, let number = Whole(tape.text(of: node)) else {
      throw mismatch(type)
    }
    return number
  }

  func decode(_ type: Double.Type) throws -> Double { throw mismatch(type) }

  func decode(_ type: Float.Type) throws -> Float { throw mismatch(type) }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try type.init(from: self) }

  func mismatch(_ type: Any.Type) -> DecodingError {
    .typeMismatch(
      type, DecodingError.Context(codingPath: [], debugDescription: "found \(node.kind)"))
  }
}

/// An object of a tape. The first of two members of one name counts, as in Foundation's reader.
private struct JSONTapeObject<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let object: JSONTapeValue

  var codingPath: [any CodingKey] { [] }

  var allKeys: [Key] {
    var keys: [Key] = []
    var place = object.place + 1
    while place < object.node.next {
      let name = object.tape.text(of: object.tape.nodes[place])
      if let key = Key(stringValue: name) { keys.append(key) }
      place = object.tape.nodes[place + 1].next
    }
    return keys
  }

  func contains(_ key: Key) -> Bool { member(key.stringValue) != nil }

  func decodeNil(forKey key: Key) throws -> Bool { try value(key.stringValue).decodeNil() }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try value(key.stringValue).decode(type)
  }

  func nestedContainer<Nested>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try value(key.stringValue).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try value(key.stringValue).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { try value("super") }

  func superDecoder(forKey key: Key) throws -> any Decoder { try value(key.stringValue) }

  private func value(_ name: String) throws -> JSONTapeValue {
    guard let member = member(name) else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: [], debugDescription: "no member \(name)"))
    }
    return member
  }

  private func member(_ name: String) -> JSONTapeValue? {
    let tape = object.tape
    var place = object.place + 1
    while place < object.node.next {
      if tape.text(of: tape.nodes[place], is: name) {
        return JSONTapeValue(tape: tape, place: place + 1)
      }
      place = tape.nodes[place + 1].next
    }
    return nil
  }
}

/// An array of a tape, gone through once.
private struct JSONTapeArray: UnkeyedDecodingContainer {
  private let tape: JSONTape
  private let end: Int
  private var place: Int
  private(set) var currentIndex = 0

  init(_ array: JSONTapeValue) {
    tape = array.tape
    end = array.node.next
    place = array.place + 1
  }

  var codingPath: [any CodingKey] { [] }
  var count: Int? { nil }
  var isAtEnd: Bool { place == end }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, tape.nodes[place].kind == .null else { return false }
    _ = try next()
    return true
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try next().decode(type)
  }

  mutating func nestedContainer<Key>(
    keyedBy type: Key.Type
  ) throws -> KeyedDecodingContainer<Key> {
    try next().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try next().unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder { try next() }

  private mutating func next() throws -> JSONTapeValue {
    let value = JSONTapeValue(tape: tape, place: place)
    guard !isAtEnd else {
      throw DecodingError.valueNotFound(
        Any.self, DecodingError.Context(codingPath: [], debugDescription: "the array has ended"))
    }
    place = tape.nodes[place].next
    currentIndex += 1
    return value
  }
}

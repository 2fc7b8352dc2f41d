import FoundationEssentials

/// JSON as the store keeps it: the same value always gives the same bytes.
enum JSONText {
  /// The text of a value, keys in order.
  ///
  /// - Throws: `StorageError` of kind `misuse` when the value has no JSON form.
  static func encode(_ value: some Encodable) throws(StorageError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      throw StorageError(.misuse, "\(type(of: value)) has no JSON form")
    }
  }

  /// The value of a text.
  ///
  /// - Throws: `StorageError` of kind `corrupt`; the text, which may be personal, is not in it.
  static func decode<Value: Decodable>(
    _ text: String, as type: Value.Type = Value.self
  ) throws(StorageError) -> Value {
    do {
      return try JSONTape(text).decode(type)
    } catch {
      throw StorageError(.corrupt, "not the JSON of \(type)")
    }
  }
}

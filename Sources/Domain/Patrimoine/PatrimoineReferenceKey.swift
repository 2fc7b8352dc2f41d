/// The form under which references of logements and tenants are looked for.
///
/// Case, accents, spaces and signs do not count, nor the zeros before a number: a tenant reads
/// « 000784512 » on the notice and types « 784 512 ».
public enum PatrimoineReferenceKey {
  /// The key of what was typed; empty when it has neither letter nor digit.
  public static func of(_ typed: String) -> String {
    var folded = typed.folded
    return folded.withUTF8 { bytes in
      var key: [UInt8] = []
      write(bytes) { key.append($0) }
      return String(decoding: key, as: UTF8.self)
    }
  }

  /// How the keys of the references begin that begin with what was typed: zeros at its end may be
  /// those before a number.
  public static func beginning(of typed: String) -> String {
    var folded = typed.folded
    return folded.withUTF8 { bytes in
      var key: [UInt8] = []
      write(bytes, isOpen: true) { key.append($0) }
      return String(decoding: key, as: UTF8.self)
    }
  }

  /// Writes the key of a reference of the file into room that is as long.
  ///
  /// - Returns: its length.
  public static func write(
    _ field: PatrimoineField, into room: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var count = 0
    write(field) { byte in
      guard count < room.count else { return }
      room[count] = byte
      count += 1
    }
    return count
  }

  /// The keys of references one slip away from what was typed: a sign left out, added, changed, or
  /// swapped with the next.
  ///
  /// - Parameter signs: those that keys have.
  public static func slips(_ typed: String, signs: [UInt8]) -> [String] {
    let bytes: [UInt8] = typed.folded.utf8.filter { ASCII.isDigit($0) || ASCII.isLetter($0) }
    guard (minimum...longest).contains(bytes.count) else { return [] }
    var slips: [[UInt8]] = []
    for place in 0..<bytes.count - 1 where bytes[place] != bytes[place + 1] {
      var swapped = bytes
      swapped.swapAt(place, place + 1)
      slips.append(swapped)
    }
    for place in bytes.indices {
      var fewer = bytes
      fewer.remove(at: place)
      slips.append(fewer)
      for sign in signs where sign != bytes[place] {
        var changed = bytes
        changed[place] = sign
        slips.append(changed)
      }
    }
    for place in 0...bytes.count {
      for sign in signs { slips.append(Array(bytes[..<place]) + [sign] + bytes[place...]) }
    }
    var seen: Set<[UInt8]> = [Array(of(typed).utf8)]
    let known = Set(signs)
    return slips.compactMap { slip in
      // No reference has the others.
      guard slip.allSatisfy(known.contains) else { return nil }
      var key: [UInt8] = []
      slip.withUnsafeBufferPointer { write($0) { key.append($0) } }
      return seen.insert(key).inserted ? String(decoding: key, as: UTF8.self) : nil
    }
  }

  /// Shorter keys have half of the others one slip away.
  static let minimum = 4
  private static let longest = 30

  @inline(__always)
  private static func write(
    _ bytes: PatrimoineField, isOpen: Bool = false, _ put: (UInt8) -> Void
  ) {
    var isInNumber = false
    var zeros = 0
    for byte in bytes {
      if ASCII.isDigit(byte) {
        // Zeros wait for a digit that makes them part of a number.
        if byte == 0x30, !isInNumber {
          zeros += 1
        } else {
          isInNumber = true
          put(byte)
        }
        continue
      }
      // A number of zeros alone is one zero.
      if zeros > 0, !isInNumber { put(0x30) }
      (isInNumber, zeros) = (false, 0)
      if ASCII.isLetter(byte) { put(byte | 0x20) }
    }
    if zeros > 0, !isInNumber, !isOpen { put(0x30) }
  }
}

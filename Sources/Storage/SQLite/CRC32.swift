/// The CRC-32 of ISO 3309 (polynomial 0xEDB88320, reflected), as zip and PNG use it.
enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0xedb8_8320 ^ (value >> 1) : value >> 1
    }
  }

  /// The checksum of the parts, one after the other.
  static func of(_ parts: [UInt8]...) -> UInt32 {
    var value: UInt32 = 0xffff_ffff
    for part in parts {
      for byte in part {
        value = table[Int((value ^ UInt32(byte)) & 0xff)] ^ (value >> 8)
      }
    }
    return ~value
  }
}

import Domain
import Testing

@Suite("SHA-256 and HMAC agree with their standards")
struct SHA256Tests {
  static let million = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"

  /// FIPS 180-4 examples, and lengths around the block.
  @Test(
    "NIST vectors",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
          + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
    ])
  func vectors(message: String, digest: String) {
    #expect(SHA256.hex(SHA256.hash(message)) == digest)
  }

  @Test("a million times « a »")
  func millionLetters() {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(SHA256.hex(SHA256.hash(bytes)) == Self.million)
  }

  @Test("pieces of any length give the digest of the whole", arguments: [1, 63, 64, 65, 127, 999])
  func pieces(length: Int) {
    let bytes = (0..<2000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    var digest = SHA256()
    for start in stride(from: 0, to: bytes.count, by: length) {
      digest.update(Array(bytes[start..<min(start + length, bytes.count)]))
    }
    #expect(digest.finalize() == SHA256.hash(bytes))
  }

  @Test("finishing does not end it")
  func finalizeTwice() {
    var digest = SHA256()
    digest.update("ab")
    _ = digest.finalize()
    digest.update("c")
    #expect(digest.finalize() == SHA256.hash("abc"))
  }

  struct Keyed: Sendable {
    let key: [UInt8]
    let message: [UInt8]
    let code: String
  }

  /// RFC 4231, test cases 1 to 4, 6 and 7.
  @Test(
    "RFC 4231 vectors",
    arguments: [
      Keyed(
        key: [UInt8](repeating: 0x0b, count: 20), message: Array("Hi There".utf8),
        code: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
      Keyed(
        key: Array("Jefe".utf8), message: Array("what do ya want for nothing?".utf8),
        code: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
      Keyed(
        key: [UInt8](repeating: 0xaa, count: 20), message: [UInt8](repeating: 0xdd, count: 50),
        code: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
      Keyed(
        key: Array(1...25), message: [UInt8](repeating: 0xcd, count: 50),
        code: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
      Keyed(
        key: [UInt8](repeating: 0xaa, count: 131),
        message: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
        code: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
      Keyed(
        key: [UInt8](repeating: 0xaa, count: 131),
        message: Array(
          ("This is a test using a larger than block-size key and a larger than block-size data. "
            + "The key needs to be hashed before being used by the HMAC algorithm.").utf8),
        code: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"),
    ])
  func hmac(_ vector: Keyed) {
    #expect(SHA256.hex(SHA256.hmac(vector.message, key: vector.key)) == vector.code)
  }
}

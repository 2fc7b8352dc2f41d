import Domain

/// The SHA-256 of a file, taken by a thread of its own while another one reads the file.
///
/// The bytes hashed are those that were read: a file that changes meanwhile cannot be taken for
/// another.
final class PatrimoineDigest {
  private let state = State()
  private let pipeline: Pipeline<[UInt8]>

  // Unchecked: the pipeline's thread alone hashes, until `finish` has waited for its end.
  private final class State: @unchecked Sendable {
    var hash = SHA256()
  }

  init() {
    let state = state
    pipeline = Pipeline(most: 4) { state.hash.update($0) }
  }

  /// Takes the next bytes.
  func update(_ bytes: UnsafeRawBufferPointer) {
    if !bytes.isEmpty { pipeline.put(Array(bytes)) }
  }

  /// The digest of all the bytes, in hexadecimal; no more may come.
  func finish() -> String {
    pipeline.finish()
    return SHA256.hex(state.hash.finalize())
  }
}

import Domain
import Glibc

/// The SHA-256 of a file, taken by a thread of its own while another one reads the file.
///
/// The bytes hashed are those that were read: a file that changes meanwhile cannot be taken for
/// another. At most four blocks wait.
final class PatrimoineDigest {
  private let line = Line()
  private let isAlone: Bool

  init() {
    let line = line
    // Without a thread the reader hashes by itself.
    isAlone = DetachedThread.start { line.hash() }
  }

  deinit {
    if isAlone { line.end() }
  }

  /// Takes the next bytes.
  func update(_ bytes: UnsafeRawBufferPointer) {
    guard !bytes.isEmpty else { return }
    if isAlone { line.put(bytes) } else { line.hash(bytes) }
  }

  /// The digest of all the bytes, in hexadecimal.
  func finish() -> String {
    if isAlone { line.end() }
    return SHA256.hex(line.result(isAlone: isAlone))
  }

  /// The blocks on their way from one thread to the other.
  // Unchecked: `blocks`, `isEnded` and `isDone` are touched with the mutex held; `state` belongs to
  // the hashing thread until `isDone`, and to the reader from then on.
  private final class Line: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let change: UnsafeMutablePointer<pthread_cond_t>
    private var blocks: [[UInt8]] = []
    private var isEnded = false
    private var isDone = false
    private var state = SHA256()

    private static let most = 4

    init() {
      mutex = .allocate(capacity: 1)
      mutex.initialize(to: pthread_mutex_t())
      pthread_mutex_init(mutex, nil)
      change = .allocate(capacity: 1)
      change.initialize(to: pthread_cond_t())
      pthread_cond_init(change, nil)
    }

    deinit {
      pthread_cond_destroy(change)
      pthread_mutex_destroy(mutex)
      change.deallocate()
      mutex.deallocate()
    }

    func put(_ bytes: UnsafeRawBufferPointer) {
      let block = Array(bytes)
      locked {
        while blocks.count >= Self.most { pthread_cond_wait(change, mutex) }
        blocks.append(block)
      }
    }

    func end() { locked { isEnded = true } }

    /// Hashes on the thread of the reader.
    func hash(_ bytes: UnsafeRawBufferPointer) { state.update(bytes) }

    /// Hashes what comes, until the end.
    func hash() {
      while let block = next() { state.update(block) }
      locked { isDone = true }
    }

    func result(isAlone: Bool) -> [UInt8] {
      locked {
        while isAlone, !isDone { pthread_cond_wait(change, mutex) }
        return state.finalize()
      }
    }

    private func next() -> [UInt8]? {
      locked {
        while blocks.isEmpty, !isEnded { pthread_cond_wait(change, mutex) }
        return blocks.isEmpty ? nil : blocks.removeFirst()
      }
    }

    private func locked<Value>(_ body: () -> Value) -> Value {
      pthread_mutex_lock(mutex)
      defer {
        pthread_cond_broadcast(change)
        pthread_mutex_unlock(mutex)
      }
      return body()
    }
  }
}

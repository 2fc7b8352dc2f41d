import Glibc

/// Work done by a thread of its own, piece by piece in order, while another one prepares the next.
///
/// The pieces that wait are few, so memory does not grow with the work.
final class Pipeline<Piece: Sendable> {
  private let line: Line<Piece>
  private let work: @Sendable (Piece) -> Void
  private let hasThread: Bool

  /// - Parameters:
  ///   - most: the pieces that may wait.
  ///   - work: what is done with each.
  init(most: Int, _ work: @escaping @Sendable (Piece) -> Void) {
    let line = Line<Piece>(most: most)
    self.line = line
    self.work = work
    hasThread = DetachedThread.start { line.run(work) }
    // Without a thread to be had, whoever prepares the pieces does the work too.
    if !hasThread { line.done() }
  }

  deinit {
    finish()
  }

  /// Hands a piece over; waits while too many do.
  func put(_ piece: Piece) {
    if hasThread { line.put(piece) } else { work(piece) }
  }

  /// Waits until every piece is done; none may come afterwards.
  func finish() { line.finish() }
}

/// The pieces on their way from one thread to the other.
// Unchecked: every field is touched with the mutex held.
private final class Line<Piece: Sendable>: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let change: UnsafeMutablePointer<pthread_cond_t>
  private let most: Int
  private var pieces: [Piece] = []
  private var isEnded = false
  private var isDone = false

  init(most: Int) {
    self.most = most
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

  func put(_ piece: Piece) {
    locked {
      while pieces.count >= most { pthread_cond_wait(change, mutex) }
      pieces.append(piece)
    }
  }

  func run(_ work: (Piece) -> Void) {
    while let piece = next() { work(piece) }
    done()
  }

  func done() { locked { isDone = true } }

  func finish() {
    locked {
      isEnded = true
      pthread_cond_broadcast(change)
      while !isDone { pthread_cond_wait(change, mutex) }
    }
  }

  private func next() -> Piece? {
    locked {
      while pieces.isEmpty, !isEnded { pthread_cond_wait(change, mutex) }
      return pieces.isEmpty ? nil : pieces.removeFirst()
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

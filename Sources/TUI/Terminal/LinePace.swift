/// How far the terminal is behind what was written to it, as its own answers tell.
///
/// Behind a slow line the system keeps thousands of bytes on their way, where nobody can take them
/// back: keys held down would go on moving the screen long after they are released. So a frame
/// carries a question (device status report) at its end, which a terminal answers once it has come
/// to it; while too much is unanswered, frames wait, and only the last state is drawn. A terminal
/// that has never answered is never waited for.
struct LinePace {
  /// The question, and the answer that every ANSI terminal gives when all is well.
  static let question = Array("\u{1B}[5n".utf8)
  static let answer = "\u{1B}[0n"

  /// Bytes on their way beyond which frames wait: half a second at 9 600 baud.
  private static let window = 512
  /// Bytes after which a question is worth its own.
  private static let worthAsking = 256
  /// Questions without an answer after which no more are asked: this terminal gives none.
  private static let mostQuestions = 16
  /// Milliseconds to wait for an answer, besides those for each byte on its way (2 400 baud).
  private static let patience = 2000
  private static let patiencePerByte = 4
  /// The same for a terminal that may have no answer to give, as it was asked for the first time.
  private static let firstPatience = 50

  private struct Question {
    /// The bytes written up to it, since the beginning.
    let position: Int
    let askedAt: Int
  }

  private var written = 0
  private var arrived = 0
  private var questions: [Question] = []
  private var hasAnswered = false

  /// Counts a frame, in bytes.
  ///
  /// - Returns: whether a question is to go with it.
  mutating func asks(after bytes: Int, at now: Int) -> Bool {
    written += bytes
    guard written - (questions.last?.position ?? arrived) >= LinePace.worthAsking,
      questions.count < LinePace.mostQuestions
    else { return false }
    questions.append(Question(position: written, askedAt: now))
    return true
  }

  /// Notes a question that goes before any frame: it tells early whether the terminal answers.
  mutating func asked(at now: Int) {
    questions.append(Question(position: written, askedAt: now))
  }

  /// The terminal has come to the oldest question.
  mutating func answered() {
    guard !questions.isEmpty else { return }
    arrived = questions.removeFirst().position
    hasAnswered = true
  }

  /// Milliseconds that the next frame may still wait for an answer; nil when it can be drawn.
  func hold(at now: Int) -> Int? {
    guard hasAnswered, written - arrived >= LinePace.window, let question = questions.first
    else { return nil }
    let left = question.askedAt + patience - now
    return left > 0 ? left : nil
  }

  /// Milliseconds to wait for the answers still to come, before somebody else reads the terminal.
  func settling(at now: Int) -> Int {
    guard let question = questions.last else { return 0 }
    return max(0, question.askedAt + (hasAnswered ? patience : LinePace.firstPatience) - now)
  }

  private var patience: Int {
    LinePace.patience + (written - arrived) * LinePace.patiencePerByte
  }
}

import Domain
import Glibc
import Synchronization

/// Hands the mails of a store over, one at a time: the store's part is done between two keys on the
/// thread to which the store belongs, the mail program is waited for on a thread of its own.
public final class MailSender {
  /// What the threads share.
  private final class Desk: Sendable {
    let outcome = Mutex<MailOutcome?>(nil)
  }

  /// How long a mail program may take, in seconds: RFC 5321 §4.5.3.2 lets a server think for ten
  /// minutes about a message, and a program that is ended may have sent it.
  public static let patience = 900.0
  /// How long nothing is tried after the store could not be written, in seconds.
  public static let pause = 60.0

  private let settings: MailSettings
  private let clock: @Sendable () -> Moment
  private let patience: Double
  private let pause: Double
  private let deliver: @Sendable () -> Void
  private let ended: EventDescriptor
  private let desk = Desk()
  /// The mail that is being handed over.
  private var current: Int?
  /// What became of it, until the store has it.
  private var outcome: MailOutcome?
  private var hasLookedBack = false
  private var pausedUntil = 0.0

  /// A sender that has not begun.
  ///
  /// - Parameters:
  ///   - settings: the program and the sender.
  ///   - patience: how long the program may take, in seconds.
  ///   - pause: how long nothing is tried after the store could not be written, in seconds.
  ///   - deliver: called on another thread when `advance` has something to do.
  /// - Throws: `SharedError` when the process has no descriptor left.
  public init(
    _ settings: MailSettings, clock: @escaping @Sendable () -> Moment,
    patience: Double = MailSender.patience, pause: Double = MailSender.pause,
    deliver: @escaping @Sendable () -> Void = {}
  ) throws(SharedError) {
    self.settings = settings
    self.clock = clock
    self.patience = patience
    self.pause = pause
    self.deliver = deliver
    ended = try EventDescriptor()
  }

  /// Whether a mail is being handed over.
  public var isBusy: Bool { current != nil }

  /// Takes what came of the last mail, and hands over the next one if it is time.
  ///
  /// - Parameter takesNext: false to begin with no other.
  /// - Returns: the mails whose state has changed.
  /// - Throws: `StorageError`; nothing more is then tried for a minute.
  public func advance(_ store: Store, takesNext: Bool = true) throws -> [QueuedMail] {
    guard isAllowed(store), Monotonic.now >= pausedUntil else { return [] }
    do {
      var changed = try lookBack(in: store) + settle(in: store)
      if takesNext, current == nil, settings.problem == nil,
        let mail = try store.claimMail(at: clock())
      {
        changed.append(mail)
        handOver(mail, store)
      }
      return changed
    } catch {
      pausedUntil = Monotonic.now + pause
      throw error
    }
  }

  /// How long until `advance` has something to do by itself, in milliseconds; nil for never.
  public func delay(_ store: Store) -> Int? {
    guard isAllowed(store), settings.problem == nil else { return nil }
    let now = Monotonic.now
    if now < pausedUntil { return Int((pausedUntil - now) * 1000) + 1 }
    if outcome != nil { return 0 }
    guard current == nil, let next = try? store.nextMail() else { return nil }
    return Int(min(max(0, next - clock()), 86_400)) * 1000
  }

  /// Nothing leaves the demonstration: its people are invented, their addresses may not be.
  private func isAllowed(_ store: Store) -> Bool {
    store.reading == nil && !store.location.isDemo
  }

  /// Waits for the mail that is being handed over.
  public func wait(seconds: Double) {
    if current != nil { ended.wait(seconds: seconds) }
  }

  /// Takes what comes of the mail that is being handed over, for a program about to end.
  public func finish(_ store: Store, within seconds: Double) {
    wait(seconds: seconds)
    guard store.reading == nil else { return }
    _ = try? settle(in: store)
  }

  /// A mail that is handed over by nobody was left so by a program that was stopped.
  private func lookBack(in store: Store) throws -> [QueuedMail] {
    guard !hasLookedBack else { return [] }
    let found = try store.lookBackAtMails(at: clock())
    hasLookedBack = true
    return found
  }

  private func settle(in store: Store) throws -> [QueuedMail] {
    if outcome == nil {
      outcome = desk.outcome.withLock { shared in
        defer { shared = nil }
        return shared
      }
    }
    guard let outcome, let id = current else { return [] }
    let mail = try store.settleMail(id, outcome, at: clock())
    self.outcome = nil
    current = nil
    return [mail]
  }

  private func handOver(_ mail: QueuedMail, _ store: Store) {
    guard let from = settings.from else { return }
    current = mail.id
    guard let attachments = try? store.attachments(ofMail: mail.id) else {
      let words = "Les pièces jointes ne peuvent pas être lues."
      outcome = MailOutcome(.unusable, isWholeRead: false, words: words)
      return deliver()
    }
    let message = MailMessage(
      mail: mail, attachments: attachments, from: from, replyTo: settings.replyTo)
    let (command, patience, folder) = (settings.command, patience, store.location.directory)
    let (desk, ended, deliver) = (desk, ended, deliver)
    let isStarted = DetachedThread.start {
      let outcome = Self.outcome(of: message, in: folder, command, patience)
      desk.outcome.withLock { $0 = outcome }
      ended.signal()
      deliver()
    }
    if !isStarted {
      outcome = MailOutcome(.notStarted, isWholeRead: false, words: "aucun fil d'exécution libre")
      deliver()
    }
  }

  private static func outcome(
    of message: MailMessage, in folder: String, _ command: [String], _ patience: Double
  ) -> MailOutcome {
    let text: String
    do {
      text = try message.text(in: folder)
    } catch let refusal as Refusal {
      let words = [refusal.message, refusal.remedy].compactMap(\.self).joined(separator: " ")
      return MailOutcome(.unusable, isWholeRead: false, words: words)
    } catch {
      return MailOutcome(.unusable, isWholeRead: false, words: "Le courriel ne peut pas être fait.")
    }
    do throws(SpawnedProgram.Failure) {
      let result = try ProgramFeed.run(command, input: Array(text.utf8), seconds: patience)
      let ending: MailOutcome.Ending =
        switch result.ending {
        case .exited(let code): .exited(code)
        case .signalled(let signal): .signalled(signal)
        case nil: .overdue
        }
      return MailOutcome(ending, isWholeRead: result.isWholeRead, words: result.said)
    } catch {
      let program = command.first ?? ""
      let why = error.code == ENOENT ? "introuvable" : String(cString: strerror(error.code))
      return MailOutcome(.notStarted, isWholeRead: false, words: "\(program) : \(why)")
    }
  }
}

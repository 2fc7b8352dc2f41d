import Domain
import Foundation
import Synchronization
import Testing

@testable import Storage

/// A store with a sender whose mail program is a script, and a clock that tests set.
final class MailFixture {
  static let start = Moment(seconds: 1_774_342_800)

  let fixture: StoreFixture
  private let clock = SetClock()

  /// - Parameter store: where the store is made, nil for a folder of its own.
  init(in store: String? = nil) throws { fixture = try StoreFixture(in: store) }

  var store: Store { get throws { try fixture.store } }
  var folder: TemporaryDirectory { fixture.directory }

  var moment: Moment {
    get { clock.now.withLock { $0 } }
    set { clock.now.withLock { $0 = newValue } }
  }

  /// Writes the lines of a shell script.
  ///
  /// - Returns: its path.
  func script(_ lines: String, name: String = "sendmail") throws -> String {
    let path = try folder.write(Array("#!/bin/sh\n\(lines)\n".utf8), to: name)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  /// A script that keeps what it gets in a file of its own, `mail-N`.
  func keeping(then lines: String = "") throws -> String {
    try script(
      "cat > \"$(mktemp '\(folder.path)/mail-XXXXXX')\"\n\(lines)")
  }

  /// The mails that the script kept.
  func kept() throws -> [String] {
    try folder.names().filter { $0.hasPrefix("mail-") }
      .map { String(decoding: try folder.bytes($0), as: UTF8.self) }
  }

  func sender(
    _ command: [String], patience: Double = MailSender.patience,
    from: String? = "Bourse <b@eh.example>"
  ) throws -> MailSender {
    let settings = MailSettings(command: command, from: try from.map { try Mailbox(parsing: $0) })
    return try MailSender(
      settings, clock: { [clock] in clock.now.withLock { $0 } }, patience: patience, pause: 0)
  }

  static func mail(_ key: String = "rapport/1", attachments: [MailAttachment] = []) throws
    -> OutgoingMail
  {
    OutgoingMail(
      key: key, to: [try Mailbox(parsing: "Zoé Ancelin <z.ancelin@bailleur.example>")],
      subject: "Rapport d'import du fichier « patrimoine » du 24/03/2026 : à corriger",
      body: "Bonjour,\n\nLe fichier a été refusé : 12 erreurs.\n.\nFrom ici, rien à faire…\n",
      attachments: attachments)
  }

  /// Lets the sender go on until it has nothing to do now.
  ///
  /// - Returns: the mails that changed, as they did.
  @discardableResult
  func run(_ sender: MailSender) async throws -> [QueuedMail] {
    var changed: [QueuedMail] = []
    // Steps are counted, not seconds: on a busy machine this task may not run for minutes.
    var steps = 0
    repeat {
      steps += 1
      try #require(steps < 60_000, "the sender does not end")
      changed += try sender.advance(store)
      if sender.isBusy { try await Task.sleep(for: .milliseconds(2)) }
    } while try sender.isBusy || sender.delay(store) == 0
    return changed
  }

  /// Hands one mail to a program and says what became of it.
  func outcome(of command: [String], patience: Double = 60) async throws -> QueuedMail {
    let key = "essai/\(try store.mails(limit: 1_000).count)"
    let id = try #require(try store.queue(Self.mail(key), at: moment))
    try await run(try sender(command, patience: patience))
    return try #require(try store.mail(id))
  }
}

/// A clock that stands until it is set.
private final class SetClock: Sendable {
  let now = Mutex(MailFixture.start)
}

import Domain

/// The mails that this desk sends (`docs/exploitation.md`): written with the act that causes them,
/// handed to the machine's mail program, each once.
extension Store {
  /// Writes a mail that no act causes.
  ///
  /// - Returns: its number, nil when a mail of that key was written before.
  /// - Throws: `Refusal` when this store is open for reading only, `StorageError`.
  @discardableResult
  public func queue(_ mail: OutgoingMail, at moment: Moment) throws -> Int? {
    try write { try MailQueue(connection: writer).add(mail, at: moment) }
  }

  /// The mails, those that ask for somebody first.
  ///
  /// - Throws: `StorageError`.
  public func mails(limit: Int) throws -> [QueuedMail] {
    try reader.snapshot { try MailQueue(connection: reader).list(limit: limit) }
  }

  /// One mail, nil when there is none of that number.
  ///
  /// - Throws: `StorageError`.
  public func mail(_ id: Int) throws -> QueuedMail? { try MailQueue(connection: reader).mail(id) }

  /// What is attached to a mail.
  ///
  /// - Throws: `StorageError`.
  public func attachments(ofMail id: Int) throws -> [MailAttachment] {
    try MailQueue(connection: reader).attachments(of: id)
  }

  /// How many mails are in each state.
  ///
  /// - Throws: `StorageError`.
  public func mailCounts() throws -> [MailState: Int] {
    try MailQueue(connection: reader).counts()
  }

  /// When the next mail is to be tried, nil when none waits.
  ///
  /// - Throws: `StorageError`.
  public func nextMail() throws -> Moment? { try MailQueue(connection: reader).next() }

  /// Does with a mail what a person decides.
  ///
  /// - Throws: `Refusal` when there is no such mail or it makes no sense there; `StorageError`.
  @discardableResult
  public func decide(_ event: MailEvent, onMail id: Int, at now: Moment) throws -> QueuedMail {
    try write { try advance(id, event, at: now) }
  }

  /// Takes the mail whose turn it is, on the disk before it is handed over: a crash finds it so.
  ///
  /// - Returns: nil when it is none's turn.
  func claimMail(at now: Moment) throws -> QueuedMail? {
    guard let next = try nextMail(), next <= now else { return nil }
    return try write {
      guard let due = try MailQueue(connection: writer).due(at: now) else { return nil }
      return try advance(due.id, .claimed, at: now)
    }
  }

  /// Notes how handing a mail over ended.
  func settleMail(_ id: Int, _ outcome: MailOutcome, at now: Moment) throws -> QueuedMail {
    try write {
      let mail = try advance(id, .ended(outcome), at: now)
      if outcome.ending == .notStarted, let next = mail.course.next {
        // The others would find no program either.
        try MailQueue(connection: writer).holdBack(until: next, mail.course.reason)
      }
      return mail
    }
  }

  /// Finds the mails that a program was handing over when it was stopped, and empties those that
  /// have been kept long enough.
  ///
  /// - Returns: the mails found.
  func lookBackAtMails(at now: Moment) throws -> [QueuedMail] {
    try write {
      let queue = MailQueue(connection: writer)
      try queue.forget(before: now + -Self.mailsKept)
      return try queue.mails(in: .sending).map { try advance($0.id, .interrupted, at: now) }
    }
  }

  /// For how long the words of a mail are kept, in seconds: a year, as those of a closed dossier.
  private static let mailsKept: Int64 = 365 * 86_400

  private func advance(_ id: Int, _ event: MailEvent, at now: Moment) throws -> QueuedMail {
    let queue = MailQueue(connection: writer)
    guard let mail = try queue.mail(id) else {
      throw Refusal(
        "Aucun courriel n'a le numéro \(id).", remedy: "« habiter envois » donne les numéros.")
    }
    try queue.set(id, to: try mail.course.after(event, at: now))
    return try queue.mail(id) ?? mail
  }
}

import Domain
import Storage

/// The mails that leave this desk.
extension StoreEffects {
  /// Gives the mails their turn.
  ///
  /// - Returns: what the screen must know.
  /// - Throws: `StorageError`.
  func advanceMails() throws -> [Message] {
    let changed = try mail?.advance(store) ?? []
    return changed.isEmpty ? [] : [.mailsMoved(changed)]
  }

  /// The mails, and whether they leave by themselves.
  func mailsFile() throws -> MailsFile {
    MailsFile(
      mails: try store.mails(limit: MailsFile.limit), counts: try store.mailCounts(),
      problem: mailProblem)
  }

  /// One mail, whole; nil when there is none of that number.
  func mailFile(_ id: Int) throws -> MailFile? {
    try store.mail(id).map { mail in
      MailFile(
        mail: mail, settings: mailSettings,
        attachments: try store.attachments(ofMail: id).map {
          MailFile.Attachment($0, in: store.location.directory)
        })
    }
  }

  /// Does with a mail what the operator decides, and shows it.
  func decide(_ event: MailEvent, onMail id: Int) throws -> [Message] {
    let mail = try store.decide(event, onMail: id, at: session.clock())
    let text = "Courriel \(id) : \(mail.course.state.label)."
    return [.mailsMoved([mail]), .said(Toast(kind: .success, text: text))]
  }

  /// Why nothing leaves now, nil when mails leave by themselves.
  private var mailProblem: String? {
    if store.location.isDemo { return "Démonstration : aucun courriel ne part d'ici." }
    if store.reading != nil {
      return "Lecture seule : les courriels partent du programme qui écrit, s'il est ouvert."
    }
    return mailSettings.problem?.sentence
  }
}

import Domain
import Storage

/// What is asked about the mails that leave this desk.
enum MailRequest: Equatable, Sendable {
  case list
  /// One mail, whole, with what is attached.
  case one(Int)
  /// What the operator decides on a mail.
  case decide(MailEvent, Int)
}

/// The mails that leave this desk.
extension StoreEffects {
  /// Gives the mails their turn.
  ///
  /// - Returns: what the screen must know.
  /// - Throws: `StorageError`.
  func advanceMails() throws -> [Message] {
    let changed = try mail?.advance(storeOfToday) ?? []
    return changed.isEmpty ? [] : [.mailsMoved(changed)]
  }

  /// Answers what is asked about mails.
  func answer(_ request: MailRequest) throws -> [Message] {
    switch request {
    case .list: return [.mailsLoaded(try mailsFile())]
    case .one(let id): return [.mailLoaded(try mailFile(id))]
    case .decide(let event, let id):
      let mail = try store.decide(event, onMail: id, at: session.clock())
      let text = "Courriel \(id) : \(mail.course.state.label)."
      return [.mailsMoved([mail]), .said(Toast(kind: .success, text: text))]
    }
  }

  /// The mails, and whether they leave by themselves.
  func mailsFile() throws -> MailsFile {
    MailsFile(
      mails: try store.mails(limit: MailsFile.limit), counts: try store.mailCounts(),
      problem: mailProblem)
  }

  /// One mail, whole; nil when there is none of that number.
  private func mailFile(_ id: Int) throws -> MailFile? {
    try store.mail(id).map { mail in
      MailFile(
        mail: mail, settings: mailSettings,
        attachments: try store.attachments(ofMail: id).map {
          MailFile.Attachment($0, in: store.location.directory)
        })
    }
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

import Domain
import Storage

/// The mails of this desk, and one of them.
extension App {
  /// An action while the mails are shown; nil when it is none of their own.
  mutating func perform(_ action: UIAction, on mails: MailsSheet) -> [Effect]? {
    switch action {
    case .open: return mails.selected.map { open(.mail(MailSheet($0.id, from: mails))) } ?? []
    case .mail(let edit): return mails.selected.map { decide(edit, on: $0.id) } ?? []
    default:
      var mails = mails
      guard mails.move(action) else { return nil }
      sheet = .mails(mails)
      return []
    }
  }

  /// An action while a mail is shown; nil when it is none of its own.
  mutating func perform(_ action: UIAction, on mail: MailSheet) -> [Effect]? {
    var mail = mail
    switch action {
    case .back: return open(.mails(mail.list))
    case .mail(.attachments): mail.toggleAttachments()
    case .mail(let edit): return decide(edit, on: mail.id)
    default: guard mail.move(action) else { return nil }
    }
    sheet = .mail(mail)
    return []
  }

  private mutating func decide(_ edit: MailEdit, on id: Int) -> [Effect] {
    if let reading = world.reading { return refuse(reading.refusal) }
    return edit.event.map { [.mails(.decide($0, id))] } ?? []
  }

  /// Takes in a mail; one that is gone leads back to the list.
  mutating func take(_ file: MailFile?) -> [Effect] {
    guard case .mail(var mail) = sheet else { return [] }
    guard let file else { return open(.mails(mail.list)) }
    mail.take(file)
    sheet = .mail(mail)
    return []
  }

  /// The mails have changed: what shows them is read again, and what asks for somebody is said.
  mutating func moved(_ mails: [QueuedMail]) -> [Effect] {
    if let mail = mails.last(where: \.course.state.asksForSomebody) {
      let key = world.keyMap.keyName(of: .mails) ?? ":envois"
      let what = mail.course.state == .refused ? "n'est pas parti" : "est peut-être parti"
      toast = Toast(
        kind: .warning, text: "Le courriel « \(mail.subject) » \(what). \(key) dit que faire.")
    }
    switch sheet {
    case .mails, .mail: return sheet?.questions ?? []
    default: return []
    }
  }
}

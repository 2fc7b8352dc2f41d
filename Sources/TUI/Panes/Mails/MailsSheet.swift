import Domain
import Storage

/// What a person can decide about a mail, and what its screen can show besides.
enum MailEdit: CaseIterable, Hashable, Sendable {
  case cancel, resend, takeAsSent, attachments

  /// The event that it is for the mail, nil for what changes nothing.
  var event: MailEvent? {
    switch self {
    case .cancel: .cancelled
    case .resend: .resent
    case .takeAsSent: .takenAsSent
    case .attachments: nil
    }
  }
}

/// The mails that leave this desk: those that ask for somebody first.
struct MailsSheet {
  /// What was read, nil while it is being read.
  private(set) var file: MailsFile?
  private(set) var viewport = ListViewport()

  /// The mail chosen, nil when nothing can be.
  var selected: QueuedMail? {
    guard let file, let index = viewport.selected, file.mails.indices.contains(index) else {
      return nil
    }
    return file.mails[index]
  }

  /// Takes what was read; the selection holds by mail.
  mutating func take(_ loaded: MailsFile) {
    let before = selected?.id
    file = loaded
    viewport.setCount(
      loaded.mails.count, selected: loaded.mails.firstIndex { $0.id == before })
  }

  mutating func setHeight(_ height: Int) { viewport.setHeight(max(1, height)) }

  /// Does what a movement asks; false when the action is none.
  mutating func move(_ action: UIAction) -> Bool { viewport.move(action) }
}

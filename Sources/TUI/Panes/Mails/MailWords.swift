import Domain
import Storage

/// A mail in words: its state with a sign, what happens next, what one can do.
struct MailWords {
  let mail: QueuedMail
  let world: World

  /// The state by a sign, words and a colour.
  var state: (sign: String, text: String, style: Style) {
    let state = mail.course.state
    let (sign, style): (String, Style) =
      switch state {
      case .waiting: ("·", .waiting)
      case .sending: ("~", .soon)
      case .sent: ("✓", .done)
      case .refused, .uncertain: ("!", .warning)
      case .cancelled: ("–", .dim)
      }
    return (sign, state.label, style)
  }

  /// When it was written, « 24/03 à 10:00 ».
  var written: String { when(mail.created) }

  /// When it left, or when it is tried next; empty when neither.
  var moment: String {
    if let sent = mail.course.sent { return when(sent) }
    guard let next = mail.course.next else { return "" }
    return next <= world.now ? "maintenant" : when(next)
  }

  /// « 3 essais ».
  var attempts: String {
    let count = mail.course.attempts
    return count == 0 ? "aucun essai" : "\(count) essai\(count > 1 ? "s" : "")"
  }

  /// What a person can do, by the keys of the operator; empty when there is nothing to do.
  var remedy: String {
    let key = { (edit: MailEdit) in world.keyMap.keyName(of: .mail(edit)) ?? edit.name }
    return switch mail.course.state {
    case .waiting: "\(key(.resend)) l'essaie maintenant, \(key(.cancel)) l'annule."
    case .sending: "L'essai est en cours."
    case .sent: "Il n'y a rien à faire."
    case .refused:
      "Corrigez ce qui est dit, puis \(key(.resend)) le renvoie ; \(key(.cancel)) le classe."
    case .cancelled: "\(key(.resend)) le remet en attente."
    case .uncertain:
      "Demandez au destinataire s'il l'a reçu : \(key(.takeAsSent)) le considère comme parti, "
        + "\(key(.resend)) le renvoie."
    }
  }

  private func when(_ moment: Moment) -> String {
    let day = ParisTime.day(of: moment)
    return day == world.today
      ? "à \(moment.frenchClock)" : "\(day.frenchShort) à \(moment.frenchClock)"
  }
}

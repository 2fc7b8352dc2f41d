import Domain
import Storage

/// The mails that leave this desk, told and decided on.
extension LineDialogue {
  /// How many mails are told at once.
  private static let page = 20

  /// Gives the mails their turn, and says once that some ask for somebody.
  func tellMails() throws {
    _ = try effects.advanceMails()
    let counts = try effects.store.mailCounts()
    let open = (counts[.refused] ?? 0) + (counts[.uncertain] ?? 0)
    defer { toldMails = open }
    guard open > toldMails else { return }
    say("Courriels à décider : \(open). « envois » les dit.")
  }

  /// Tells the mails, then does with the one chosen what is asked.
  func mails() throws {
    while true {
      let file = try effects.mailsFile()
      say(file.problem ?? "Les courriels partent seuls.")
      if file.mails.isEmpty { return say("Aucun courriel n'a été écrit sur ce poste.") }
      let world = try world()
      for mail in file.mails.prefix(Self.page) { say(summary(of: mail, world)) }
      let typed = try choice("Quel courriel ?")
      if typed == "retour" || typed == "r" { return }
      guard let id = Int(typed), let mail = file.mails.first(where: { $0.id == id }) else {
        say("« \(typed) » n'est pas le numéro d'un courriel. « aide » dit les mots.")
        continue
      }
      try decide(on: mail, world)
    }
  }

  /// « 12. refusé, à a@b.example, « Rapport … », écrit le 24/03/2026 à 10:00. »
  private func summary(of mail: QueuedMail, _ world: World) -> String {
    let reason = mail.course.reason.map { " \($0)" } ?? ""
    return "\(mail.id). \(mail.course.state.label), à \(mail.recipientText), « \(mail.subject) », "
      + "écrit le \(mail.created.frenchTime).\(reason)"
  }

  private func decide(on mail: QueuedMail, _ world: World) throws {
    for line in mail.body.split(separator: "\n") { say(String(line)) }
    for name in mail.attachments { say("Pièce jointe : \(name).") }
    while true {
      let typed = try choice("Renvoyer, annuler, parti ou retour ?")
      let events: [String: MailEvent] = [
        "renvoyer": .resent, "annuler": .cancelled, "parti": .takenAsSent,
      ]
      if typed == "retour" || typed == "r" { return }
      guard let event = events[typed] else {
        say("« \(typed) » n'est pas un mot connu ici. « aide » les dit.")
        continue
      }
      do {
        let after = try effects.store.decide(
          event, onMail: mail.id, at: effects.session.clock())
        return say("Courriel \(mail.id) : \(after.course.state.label).")
      } catch let refusal as Refusal {
        say("Refusé. \(refusal.sentence)")
      }
    }
  }
}

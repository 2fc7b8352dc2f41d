import Domain
import Storage

/// The journal, told.
extension LineDialogue {
  /// How many lines are told at once.
  private static let page = 20

  /// Tells the journal, narrowed to what is typed.
  func journal() throws {
    var text = ""
    var mark: JournalMark?
    while true {
      do {
        let filter = try JournalQuery(store: effects.store, today: effects.session.today)
          .filter(text)
        let reader = try JournalReader(effects.store, as: effects.session, filter)
        let page = try reader.page(after: mark, limit: Self.page)
        tell(page, of: text)
        mark = page.next
      } catch let refusal as Refusal {
        say("Refusé. \(refusal.sentence)")
        if JournalReach(of: effects.session.actor).isNothing { return }
      }
      let typed = try choice("Suite, filtre ou retour ?")
      switch typed {
      case "retour", "r": return
      case "suite", "s":
        if mark == nil { say("Il n'y a rien de plus ancien ; le journal reprend au début.") }
      case _ where typed.hasPrefix("filtre"):
        text = String(typed.dropFirst("filtre".count).drop { $0 == " " })
        mark = nil
      default: say("« \(typed) » n'est pas un mot connu ici. « aide » les dit.")
      }
    }
  }

  private func tell(_ page: JournalPage, of text: String) {
    say(text.isEmpty ? "Journal, les derniers actes d'abord." : "Journal, filtre « \(text) ».")
    for line in page.lines {
      let words = JournalWords(line: line, names: effects.store.directory)
      let waits = line.isWaiting ? ", sur ce poste" : ""
      say("\(words.when), \(line.reference) : \(words.what), par \(words.signature)\(waits).")
    }
    if let back = page.lookedBackTo {
      say("Cherché jusqu'au \(back.frenchTime) : « suite » cherche plus loin.")
    } else if page.lines.isEmpty {
      say("Aucun acte.")
    } else if page.next != nil {
      say("Il y en a d'autres : « suite ».")
    }
  }
}

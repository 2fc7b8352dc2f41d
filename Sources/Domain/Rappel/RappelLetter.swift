/// The letter of a rappel as it is proposed to whoever signs it: plain text of 72 columns, with the
/// facts, the days, the values that judged, the lines of the scheme and the earlier letters.
///
/// It is a draft: the GIE edits it, and what is sent is what it left.
public struct RappelLetter: Sendable {
  private let rappel: Rappel
  private let reference: String
  private let level: RappelLevel
  /// The earlier rappels of the bailleur, the oldest first.
  private let earlier: [RappelSummary]
  private let followUp: RappelFollowUp?
  private let context: Context

  /// The letter that comes next; nil when none is to be sent.
  ///
  /// - Parameters:
  ///   - reference: that of the rappel.
  ///   - earlier: the other rappels of the bailleur.
  ///   - breaches: the breaches of the bailleur as they stand.
  ///   - context: who signs it, and when.
  public init?(
    _ rappel: Rappel, named reference: String, after earlier: [RappelSummary],
    breaches: [RappelFact], in context: Context
  ) {
    guard let level = rappel.nextLevel else { return nil }
    self.rappel = rappel
    self.reference = reference
    self.level = level
    self.context = context
    self.earlier = earlier.filter { !$0.letters.isEmpty }
      .sorted { ($0.proposedOn, $0.reference) < ($1.proposedOn, $1.reference) }
    followUp = rappel.followUp(
      of: breaches, on: context.today, under: context.reglement)
  }

  /// The subject of the mail: « Échanger Habiter : rappel formel (R-261128-4F2A) ».
  public static func subject(_ level: RappelLevel, _ reference: String) -> String {
    "Échanger Habiter : \(level.label) (\(reference))"
  }

  /// The letter, its lines ended by line feeds.
  public var text: String {
    let parts = [
      head, [salutation], opening, facts, [dispute], demand, history, closing, signature,
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: [""]).joined(separator: "\n") + "\n"
  }

  // MARK: Parts

  private var head: [String] {
    let margin = String(repeating: " ", count: 36)
    let people = Rappel.recipients(of: bailleur, in: context.directory).map(\.name)
    let attention = people.isEmpty ? "du pilote de la bourse" : "de " + people.french
    return [issuer, "Coordination inter-bailleurs", ""]
      + paragraph(context.directory.name(of: bailleur), first: margin, indent: margin)
      + paragraph("À l'attention \(attention)", first: margin, indent: margin)
      + [
        "", "Le \(context.today.frenchLong)", "",
        "Objet : rappel des règles de fonctionnement collectif",
        "        (\(level.label))", "Réf. :  \(reference)",
      ]
  }

  private var salutation: String { "Madame, Monsieur," }

  private var opening: [String] {
    let place = context.directory.name(of: bailleur)
    switch level {
    case .information:
      return paragraph(
        "Dans un échange, deux organismes avancent ensemble : le retard de l'un fait attendre "
          + "les locataires des deux. C'est pourquoi les bailleurs de la bourse se sont donné des "
          + "délais communs, dans la charte inter-bailleurs d'utilisation et dans le schéma de "
          + "fonctionnement.")
        + [""]
        + paragraph(
          "Le suivi des dossiers montre que \(place) ne les a pas tenus à plusieurs reprises. "
            + "Le rôle du GIE est alors de les rappeler (schéma de fonctionnement, ligne 306) ; "
            + "c'est le seul objet de ce courrier.")
    case .formal:
      return paragraph(
        "Par \(previous), nous vous rappelions les règles de fonctionnement collectif de la "
          + "bourse. \(since)")
        + [""]
        + paragraph(
          "Au nom des bailleurs membres, et en application de la charte inter-bailleurs "
            + "d'utilisation et du schéma de fonctionnement (ligne 306), nous vous adressons un "
            + "rappel formel.")
    }
  }

  private var previous: String {
    rappel.letters.last.map { "courrier du \($0.day.frenchLong)" } ?? "un premier courrier"
  }

  /// What became of the rules since the first letter, without a word that the facts do not bear.
  private var since: String {
    guard let followUp else { return "" }
    if followUp.later.isEmpty, followUp.ongoing.isEmpty {
      return "Aucun manquement nouveau n'a été relevé depuis."
    }
    let news =
      followUp.later.isEmpty
      ? "aucun manquement nouveau n'a été relevé"
      : followUp.later.count.french("manquement nouveau", "manquements nouveaux")
        + (followUp.later.count > 1 ? " ont été relevés" : " a été relevé")
    let still =
      followUp.ongoing.isEmpty
      ? ""
      : followUp.ongoing.count > 1
        ? ", et \(followUp.ongoing.count.french) durent encore" : ", et un dure encore"
    return "Depuis, \(news)\(still)."
  }

  private var facts: [String] {
    guard let constat = rappel.constat, let day = rappel.proposedOn else { return [] }
    var lines = paragraph("Au \(day.frenchLong), le constat était le suivant :")
    lines += constat.criteria.flatMap { paragraph($0.french, first: "- ", indent: "  ") }
    lines += RappelFactLines(facts: constat.facts).lines
    if constat.more > 0 {
      let other = constat.more > 1 ? "autres faits, que" : "autre fait, que"
      lines += [""] + paragraph("Et \(constat.more.french) \(other) nous tenons à disposition.")
    }
    let news = (followUp?.later ?? []).suffix(Self.mostNews)
    guard level == .formal, !news.isEmpty else { return lines }
    return lines + ["", "Relevé depuis :"] + RappelFactLines(facts: Array(news)).lines
  }

  /// As many later breaches as a letter tells: the last ones.
  private static let mostNews = 15

  private var dispute: String {
    let place = isAboutDossiers ? "votre suivi des dossiers" : "l'état de votre patrimoine"
    return paragraph(
      "Chacun de ces faits se retrouve dans \(place), avec les dates et le calcul qui "
        + "l'établissent. Si l'un d'eux vous paraît inexact, ou s'il tient à une cause que "
        + "nous ignorons, dites-le-nous : nous le vérifierons avec vous."
    ).joined(separator: "\n")
  }

  /// Whether some fact is a dossier's, and not all are files that did not come.
  private var isAboutDossiers: Bool { rappel.constat?.dossiers.isEmpty == false }

  private var demand: [String] {
    let what =
      isAboutDossiers
      ? ("faire avancer les dossiers encore en attente", "les dossiers encore en retard")
      : ("nous envoyer le fichier du mois", "l'envoi du fichier patrimoine")
    let length = context.reglement.value(of: .reminderFollowUp, on: context.today).french
    switch level {
    case .information:
      return paragraph(
        "Nous vous remercions de \(what.0), et de nous dire ce qui vous aiderait à tenir ces "
          + "délais. Le suivi de ce rappel prendra fin de lui-même "
          + "après \(length) sans manquement.")
    case .formal:
      return urgency(what.1)
        + [""]
        + paragraph(
          "Le suivi prendra fin après \(length) sans manquement. À défaut, la situation pourra "
            + "être inscrite à l'ordre du jour d'une instance de la bourse.")
    }
  }

  /// What a formal letter asks for: nothing is to be put right where nothing is late any more.
  private func urgency(_ late: String) -> [String] {
    let measures = "de nous indiquer les dispositions prises pour tenir les délais"
    guard followUp?.ongoing.isEmpty == false else {
      return paragraph("Nous vous demandons \(measures).")
    }
    return paragraph("Nous vous demandons :")
      + paragraph("de régulariser sans attendre \(late) ;", first: "- ", indent: "  ")
      + paragraph("\(measures).", first: "- ", indent: "  ")
  }

  private var history: [String] {
    guard !earlier.isEmpty else { return [] }
    return paragraph("Pour mémoire, rappels antérieurs :")
      + earlier.flatMap { summary in
        let letters = summary.letters.map(\.french).french
        let end = summary.ending.map { " ; \($0.label) le \(summary.movedOn.french)" } ?? ""
        return paragraph(
          "\(summary.reference) : \(letters)\(end)", first: "- ", indent: "  ")
      }
  }

  private var closing: [String] {
    paragraph(
      "Je reste à votre disposition pour en parler, et vous prie d'agréer, Madame, Monsieur, "
        + "l'expression de ma considération distinguée.")
  }

  private var signature: [String] {
    let role = context.actor.roles.sorted().first?.label ?? ""
    return ["Pour le \(issuer),", context.actor.name] + (role.isEmpty ? [] : [role])
  }

  private var issuer: String { "GIE Échanger Habiter" }

  private var bailleur: OrganisationID { rappel.bailleur ?? "" }

  private func paragraph(
    _ text: String, first: String = "", indent: String = ""
  ) -> [String] {
    PlainParagraph.lines(text, first: first, indent: indent)
  }
}

extension Rappel {
  /// To whom a letter is addressed: the bailleur's pilotes, else its administrators.
  public static func recipients(
    of bailleur: OrganisationID, in directory: Directory
  ) -> [Operator] {
    let people = directory.operators.values.filter { $0.organisation == bailleur }
      .sorted { $0.id < $1.id }
    let pilotes = people.filter { $0.roles.contains(.pilote) }
    return pilotes.isEmpty ? people.filter { $0.roles.contains(.administrateur) } : pilotes
  }
}

extension [String] {
  /// « a », « a et b », « a, b et c ».
  fileprivate var french: String {
    guard count > 1, let last else { return joined() }
    return dropLast().joined(separator: ", ") + " et \(last)"
  }
}

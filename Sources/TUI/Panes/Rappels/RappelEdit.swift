import Domain
import Storage

/// What can be done with a rappel, or with breaches of which none was made.
enum RappelEdit: CaseIterable, Hashable, Sendable {
  case propose, letter, dismiss, refer, close
  /// Write the letter to files, without recording anything.
  case export

  /// The act of the Domain; nil when nothing is recorded.
  var act: RappelAct? {
    switch self {
    case .propose: .propose
    case .letter: .send
    case .dismiss: .dismiss
    case .refer: .refer
    case .close: .close
    case .export: nil
    }
  }

  var label: String {
    switch self {
    case .propose: "Proposer un rappel"
    case .letter: "Envoyer la lettre"
    case .dismiss: "Écarter la proposition"
    case .refer: "Inscrire à une instance"
    case .close: "Clore le rappel"
    case .export: "Exporter la lettre"
    }
  }
}

/// What a screen of the rappels is about.
enum RappelSubject: Equatable, Sendable {
  /// Repeated breaches of which no rappel was made.
  case finding(RappelFinding)
  case rappel(RappelCase)

  /// Whose breaches they are.
  var bailleur: OrganisationID? {
    switch self {
    case .finding(let finding): finding.bailleur
    case .rappel(let item): item.file?.rappel.bailleur
    }
  }
}

/// The acts on a rappel as this operator can do them now, and why some are closed.
struct RappelCatalogue: Sendable {
  let subject: RappelSubject
  let world: World

  /// The rappel; one that is not begun for breaches of which none was made.
  var rappel: Rappel {
    if case .rappel(let item) = subject { item.file?.rappel ?? .empty } else { .empty }
  }

  var file: RappelFile? {
    if case .rappel(let item) = subject { item.file } else { nil }
  }

  var bailleurName: String {
    subject.bailleur.map { world.directory.name(of: $0) } ?? ""
  }

  /// How the screen names it: « R-261128-4F2A · Habitat des Coteaux ».
  var title: String {
    [file?.reference, bailleurName].compactMap(\.self).joined(separator: " · ")
  }

  /// The follow-up as it stands today; nil when none is.
  var followUp: RappelFollowUp? {
    file.flatMap { file in
      file.rappel.followUp(of: file.breaches, on: world.today, under: world.reglement)
    }
  }

  /// Why an act is closed; nil when it is open.
  func refusal(of edit: RappelEdit) -> Refusal? {
    if edit == .propose, file != nil { return Refusal("Ce rappel est déjà proposé.") }
    if edit != .propose, file == nil {
      return Refusal(
        "Aucun rappel n'est encore proposé.", remedy: "\(key(.propose)) en propose un.")
    }
    guard let act = edit.act else {
      return letterText == nil
        ? Refusal("Aucune lettre n'est à exporter : ce rappel n'en a pas.") : nil
    }
    if let reading = world.reading { return reading.refusal }
    switch rappel.availability(of: act, in: world.context()) {
    case .open, .onBehalf: return nil
    case .closed(let refusal): return refusal
    }
  }

  /// The act that comes next for whoever may do it; nil once the rappel is over.
  var next: RappelEdit? {
    guard file != nil else { return .propose }
    switch rappel.stage {
    case .proposed: return .letter
    case .information: return isFollowed ? .letter : .close
    case .formal: return isFollowed ? .refer : .close
    case .instance: return .close
    case .dismissed, .closed, .withdrawn, nil: return nil
    }
  }

  private var isFollowed: Bool { followUp.map { !$0.isOver(on: world.today) } ?? true }

  /// The letter that comes next as it is proposed, else the last one that left.
  var letterText: (level: RappelLevel, text: String)? {
    guard let file else { return nil }
    if let level = file.rappel.nextLevel, let letter = file.letter(in: world.context()) {
      return (level, letter.text)
    }
    return file.rappel.letters.last.flatMap { sent in
      file.texts[sent.text].map { (sent.level, $0) }
    }
  }

  /// The act that a key means here: what sets a proposal aside ends a rappel once a letter left.
  func meant(by edit: RappelEdit) -> RappelEdit {
    guard edit == .dismiss, file != nil, rappel.isOpen, rappel.stage != .proposed else {
      return edit
    }
    return .close
  }

  /// The key of an act, as the operator reads it.
  func key(_ edit: RappelEdit) -> String {
    world.keyMap.keyName(of: .rappel(edit == .close ? .dismiss : edit)) ?? edit.name
  }
}

import Domain
import FoundationEssentials
import Storage

/// What the screen asks about rappels.
enum RappelRequest: Sendable {
  case list
  case open(StreamID)
  /// Begin a rappel with the facts as they are.
  case propose(RappelFinding)
  /// Decide and record an act, then say so.
  case perform(RappelOrder, said: String)
  /// Write a letter to files, then record that it leaves by them, if it does.
  case export(StreamID, RappelLevel, String, recording: RappelOrder?)
  /// Find the dossier of a reference.
  case dossier(String)
  /// Take the operator's last act on a rappel back.
  case undo(StreamID, CommandID)
}

/// What the store answers about rappels.
enum RappelAnswer: Sendable {
  case listed(RappelsFile)
  case opened(StreamID, RappelCase)
  case performed(StreamID, said: String)
  case dossier(String, StreamID?)
}

/// A rappel as the screen shows it, or why it cannot be read.
struct RappelCase: Equatable, Sendable {
  var file: RappelFile?
  var fault: String?
}

extension StoreEffects {
  /// Carries out what is asked about rappels.
  ///
  /// - Throws: `Refusal`, `StorageError`.
  func answer(_ request: RappelRequest, _ keyMap: KeyMap) throws -> [Message] {
    switch request {
    case .list: return [.rappels(.listed(try rappelsFile()))]
    case .open(let stream): return [.rappels(.opened(stream, rappelCase(stream)))]
    case .propose(let finding):
      let (stream, file) = try propose(finding)
      let said = "\(file?.reference ?? "Rappel") : proposé, les faits sont figés."
      return try performed(stream, said, keyMap)
    case .perform(let order, let said):
      try record(order)
      return try performed(order.stream, said, keyMap)
    case .export(let stream, let level, let text, let order):
      let path = try export(text, level, of: stream)
      let written = "Écrit : \(path).txt et .eml."
      guard let order else { return [.said(Toast(kind: .success, text: written))] }
      try record(order)
      return try performed(stream, "\(level.label.capitalizedFirst) enregistré. \(written)", keyMap)
    case .dossier(let reference):
      let stream = try store.dossiers.stream(ofReference: reference)
      let seen = try stream.flatMap { try store.detail($0, for: session) == nil ? nil : $0 }
      return [.rappels(.dossier(reference, seen))]
    case .undo(let stream, let command):
      try record(RappelOrder(stream, .undo(command: command)))
      return try performed(stream, "Acte annulé.", keyMap)
    }
  }

  /// What is to be proposed, for those who propose, and the rappels.
  func rappelsFile() throws -> RappelsFile {
    RappelsFile(
      findings: try store.rappelFindings(for: session), rows: try store.rappels(for: session))
  }

  /// Begins a rappel.
  func propose(_ finding: RappelFinding) throws -> (StreamID, RappelFile?) {
    let stream = store.newStream(at: session.clock())
    try record(
      RappelOrder(
        stream, .propose(bailleur: finding.bailleur, constat: finding.constat)))
    return (stream, rappelCase(stream).file)
  }

  /// A rappel that cannot be read says why in its place.
  func rappelCase(_ stream: StreamID) -> RappelCase {
    do {
      return RappelCase(file: try store.rappel(stream, for: session))
    } catch {
      return RappelCase(fault: (error as? StorageError)?.french ?? "Ce rappel ne se lit pas.")
    }
  }

  /// Records an act.
  func record(_ order: RappelOrder) throws {
    try store.perform(order, as: session)
    sync?.localAct()
  }

  /// Writes a letter into two files of the home folder.
  ///
  /// - Returns: their path, without its suffix.
  func export(_ text: String, _ level: RappelLevel, of stream: StreamID) throws -> String {
    guard let file = rappelCase(stream).file else { throw Refusal("Ce rappel n'est plus visible.") }
    let folder = accessFolder ?? ProcessInfo.processInfo.environment["HOME"] ?? "."
    let path = "\(folder)/rappel-\(file.reference)-\(level.rawValue.lowercased())"
    try RappelLetterFile(text, level, of: file, from: mailSettings.from).write(to: path)
    return path
  }

  private func performed(
    _ stream: StreamID, _ said: String, _ keyMap: KeyMap
  ) throws -> [Message] {
    [
      .worldChanged(try world(keyMap: keyMap)), .rappels(.listed(try rappelsFile())),
      .rappels(.performed(stream, said: said)),
      .rappels(.opened(stream, rappelCase(stream))),
    ]
  }
}

extension String {
  /// The text with a capital at its head.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

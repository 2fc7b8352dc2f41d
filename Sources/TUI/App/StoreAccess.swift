import Domain
import FoundationEssentials
import Storage

extension StoreEffects {
  /// The dossiers whose personal data are to be erased.
  func loadErasures() throws -> [Message] {
    let rows = try store.dossiers.erasable(
      by: session.actor, on: session.today, limit: ErasuresSheet.limit)
    return [.erasuresLoaded(rows)]
  }

  /// Writes what is held about a household into two files of the home folder.
  ///
  /// - Returns: the line that says where they are.
  /// - Throws: `Refusal`, `StorageError`.
  func export(
    _ stream: StreamID, _ household: VoletName, _ keyMap: KeyMap
  ) throws -> [Message] {
    let world = try world(keyMap: keyMap)
    defer { sync?.localAct() }
    let file = try accessFile(of: household, in: stream, world)
    let path = "\(reportFolder)/\(AccessFile.name(file.reference, household))"
    try file.write(to: path)
    let text = "Écrit : \(path).txt et .json. Relisez le texte avant de le remettre."
    return try consulted(stream, keyMap) + [.said(Toast(kind: .success, text: text))]
  }

  /// Where what is written for others goes.
  var reportFolder: String {
    accessFolder ?? ProcessInfo.processInfo.environment["HOME"] ?? "."
  }

  /// What a consultation changed: it is journaled, and waits to be sent as any act.
  func consulted(_ stream: StreamID, _ keyMap: KeyMap) throws -> [Message] {
    [.worldChanged(try world(keyMap: keyMap))] + detail(stream)
  }

  /// What is held about a household. A NUR in clear is a consultation, journaled first, as an act
  /// of the operator; without the right to one the file says who has it.
  ///
  /// - Throws: `Refusal`, `StorageError`.
  func accessFile(
    of household: VoletName, in stream: StreamID, _ world: World
  ) throws -> AccessFile {
    guard let detail = try store.detail(stream, for: session) else {
      throw Refusal("Ce dossier n'est plus visible.")
    }
    try detail.dossier.checkAccessExport(by: session.actor)
    if let reading = store.reading { throw reading.refusal }
    var nur: String?
    if let volet = detail.dossier.volet(examiningHouseholdOf: household), volet.nur != nil,
      detail.dossier.erasure == nil,
      detail.dossier.availability(of: .revealNUR, on: volet.name, in: world.context()).isOpen
    {
      nur = try store.revealNUR(of: volet.name, in: stream, as: session).grouped
    }
    // Read again: the consultation is part of what is held.
    let after = try store.detail(stream, for: session) ?? detail
    return try AccessFile(after, household: household, nur: nur, in: world)
  }
}

extension AccessFile {
  /// « acces-D-2026-0412-A », the name of both files.
  static func name(_ reference: String, _ household: VoletName) -> String {
    let plain = reference.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    return "acces-\(plain)-\(household.rawValue)"
  }

  /// Writes the text and the JSON beside each other, for their owner alone.
  ///
  /// - Throws: `StorageError`.
  func write(to path: String) throws {
    for (suffix, content) in [("txt", text), ("json", try JSONLine.text(of: self) + "\n")] {
      let file = try ExportFile(path: "\(path).\(suffix)")
      try file.write(content)
      try file.complete()
    }
  }
}

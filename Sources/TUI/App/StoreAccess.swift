import Domain
import FoundationEssentials
import Storage

extension StoreEffects {
  /// Writes what is held about a household into two files of the home folder.
  ///
  /// - Returns: the line that says where they are.
  /// - Throws: `Refusal`, `StorageError`.
  func exportAccess(
    _ stream: StreamID, _ household: VoletName, in world: World
  ) throws -> Toast {
    let file = try accessFile(of: household, in: stream, world)
    let folder = accessFolder ?? ProcessInfo.processInfo.environment["HOME"] ?? "."
    let path = "\(folder)/\(AccessFile.name(file.reference, household))"
    try file.write(to: path)
    return Toast(
      kind: .success,
      text: "Écrit : \(path).txt et .json. Relisez le texte avant de le remettre.")
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

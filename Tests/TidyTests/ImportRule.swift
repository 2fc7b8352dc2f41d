extension Rule {
  /// What a folder of the sources may import; the longest matching folder decides.
  private static let allowedImports: [(folder: String, modules: Set<String>)] = [
    ("Sources/Domain", []),
    ("Sources/Storage", storageImports),
    ("Sources/Storage/SQLite", storageImports.union(["CSQLite"])),
    ("Sources/TUI", screenImports),
    ("Sources/TUI/Terminal", screenImports.union(["CNcurses"])),
  ]

  private static let storageImports: Set = [
    "Domain", "FoundationEssentials", "Glibc", "Dispatch", "Synchronization",
  ]

  private static let screenImports: Set = [
    "Domain", "Storage", "FoundationEssentials", "Glibc", "Dispatch", "Synchronization",
  ]

  private static let importKinds: Set<Substring> = [
    "actor", "class", "enum", "func", "let", "protocol", "struct", "typealias", "var",
  ]

  /// The floors: Domain imports nothing, only Storage/SQLite sees SQLite, only TUI/Terminal sees
  /// curses, and nothing imports Foundation, which would link ICU into the program.
  static let imports = Rule(name: "imports") { source in
    guard source.isSwift(under: "Sources") else { return [] }
    let allowed =
      allowedImports.filter { source.path.hasPrefix($0.folder + "/") }
      .max { $0.folder.count < $1.folder.count }?.modules ?? []
    return source.codeOffsets(of: "import").compactMap { offset in
      guard let module = importedModule(in: source, at: offset), !allowed.contains(module) else {
        return nil
      }
      return (source.line(at: offset), "\(module) is not for this folder")
    }
  }

  /// The module that the `import` at `offset` names; nil where the word is none.
  private static func importedModule(in source: SourceText, at offset: Int) -> String? {
    let modifiers: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
    let before = source.codeWords(before: offset)
    guard before.allSatisfy({ $0.hasPrefix("@") || modifiers.contains($0) }) else { return nil }
    let after = source.codeWords(from: offset).dropFirst().drop { importKinds.contains($0) }
    return after.first?.split(separator: ".").first.map(String.init)
  }
}

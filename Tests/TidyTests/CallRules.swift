extension Rule {
  /// Only Storage/SQLite calls SQLite.
  static let sqliteCalls = Rule(name: "SQLite calls") { source in
    guard source.isSwift(under: "Sources"), !source.isSwift(under: "Sources/Storage/SQLite") else {
      return []
    }
    return source.codeOffsets(ofPrefix: "sqlite3_").map {
      (source.line(at: $0), "sqlite3_… is called in Storage/SQLite alone")
    }
  }

  /// Only Storage/Sync/PostgreSQL looks functions up in a library, and only libpq's.
  static let dynamicCalls = Rule(name: "dynamic calls") { source in
    let folder = "Sources/Storage/Sync/PostgreSQL"
    guard source.isSwift(under: "Sources"), !source.isSwift(under: folder) else { return [] }
    return source.breaches(of: ["dlopen", "dlsym"]) {
      "\($0) is called in Storage/Sync/PostgreSQL alone"
    }
  }

  /// The Domain reads no clock, no chance and no hash order: the same facts give the same answer.
  static let pureDomain = Rule(name: "pure Domain") { source in
    guard source.isSwift(under: "Sources/Domain") else { return [] }
    let impure = [
      "Date(", "UUID(", ".random", ".randomElement", ".shuffled", ".shuffle", "clock_gettime",
      "SystemRandomNumberGenerator", "ContinuousClock", "SuspendingClock", "hashValue", "Hasher(",
    ]
    return source.breaches(of: impure) { "\($0) has no place in the Domain" }
  }

  /// The panes ask Storage; they write no SQL.
  static let sqlInTUI = Rule(name: "SQL in TUI") { source in
    guard source.isSwift(under: "Sources/TUI") else { return [] }
    let verbs = ["SELECT ", "INSERT ", "UPDATE ", "DELETE "].map { Array($0.utf8) }
    return source.literals.compactMap { start in
      let text = source.bytes[start...].drop { $0 == 0x20 || $0 == 0x0A }
      guard let verb = verbs.first(where: { text.starts(with: $0) }) else { return nil }
      return (
        source.line(at: text.startIndex),
        "a literal begins with \(String(decoding: verb, as: UTF8.self))"
      )
    }
  }

  /// The Domain answers with values.
  static let printInDomain = Rule(name: "print in Domain") { source in
    guard source.isSwift(under: "Sources/Domain") else { return [] }
    return source.breaches(of: ["print(", "debugPrint("]) { "\($0) in the Domain" }
  }
}

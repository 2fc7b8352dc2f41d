/// Where a shared database is, in what libpq takes: `postgresql://…`, `postgres://…`, `service=…`
/// or `keyword=value …`, with several hosts if need be.
///
/// It never holds a password: one that does is refused before anything keeps or shows it.
public struct PostgresAddress: Equatable, Sendable {
  /// The address as it was typed.
  public let text: String
  /// What libpq reads in it, in libpq's order.
  let options: [LibPQ.Option]

  /// Reads an address, without any network.
  ///
  /// - Throws: `PostgresError` of kind `invalidAddress`, `secretInAddress` or `libraryMissing`.
  public init(_ text: String) throws(PostgresError) {
    let library = try LibPQ.loaded()
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw PostgresError(.invalidAddress, "")
    }
    var words: UnsafeMutablePointer<CChar>?
    let list = LibPQ.inEnglish { library.conninfoParse(text, &words) }
    defer { library.freemem(words) }
    guard let list else {
      throw PostgresError(.invalidAddress, Self.harmless(words, of: text))
    }
    options = library.takeOptions(list)
    self.text = text
    if let secret = options.first(where: { $0.isSecret && !$0.value.isEmpty }) {
      throw PostgresError(.secretInAddress(keyword: secret.keyword), "password in the address")
    }
  }

  /// libpq's reason, unless it may quote a piece of a password.
  private static func harmless(_ words: UnsafeMutablePointer<CChar>?, of text: String) -> String {
    guard let words, !text.contains("@"), !text.lowercased().contains("pass") else { return "" }
    return PostgresError.line(String(cString: words))
  }

  /// The value of an option that the address itself gives.
  func value(_ keyword: String) -> String? {
    options.first { $0.keyword == keyword && !$0.value.isEmpty }?.value
  }
}

extension PostgresAddress: CustomStringConvertible {
  /// The base and its servers, for people.
  public var description: String {
    if let service = value("service") { return "service \(service)" }
    let base = value("dbname").map { "base \($0)" } ?? "base partagée"
    let servers = PostgresHost.list(
      hosts: value("host"), addresses: value("hostaddr"), ports: value("port"))
    guard servers.contains(where: { $0.name != nil || $0.address != nil }) else {
      return "\(base), sur ce poste"
    }
    let names = servers.map(\.description).joined(separator: ", ")
    return "\(base), \(servers.count == 1 ? "serveur" : "serveurs") \(names)"
  }
}

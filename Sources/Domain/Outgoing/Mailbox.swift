/// Somebody who writes or gets mails: an address, and the name shown before it.
public struct Mailbox: Hashable, Sendable {
  /// The name, empty when there is none.
  public let name: String
  /// The address.
  public let address: EmailAddress

  /// A mailbox; what could break a header is taken out of the name.
  public init(_ name: String = "", _ address: EmailAddress) {
    self.name = Self.safe(name)
    self.address = address
  }

  /// Reads « Nom <adresse> », or an address alone.
  ///
  /// - Throws: a refusal on the field `email` that says what is wrong.
  public init(parsing text: String) throws(Refusal) {
    guard let open = text.lastIndex(of: "<") else {
      self.init("", try EmailAddress(parsing: text))
      return
    }
    let rest = text[text.index(after: open)...]
    guard let close = rest.firstIndex(of: ">"),
      rest[rest.index(after: close)...].allSatisfy({ $0 == " " })
    else {
      throw Refusal(
        "« \(text.strippedOfControls) » n'est pas une adresse.", field: "email",
        remedy: "Écrivez « Nom <prenom.nom@bailleur.example> ».")
    }
    self.init(String(text[..<open]), try EmailAddress(parsing: String(rest[..<close])))
  }

  /// « Nom <adresse> », or the address alone.
  public var text: String { name.isEmpty ? address.text : "\(name) <\(address.text)>" }

  private static func safe(_ name: String) -> String {
    name.strippedOfControls.filter { !"<>\"\\".contains($0) }
      .split(separator: " ").joined(separator: " ")
  }
}

extension Signalement {
  /// The line that stands before the message received.
  public static let received: Substring = "Message reçu :"

  /// What is asked of Actimage, as both the preview and the ticket are made of it.
  ///
  /// - Parameters:
  ///   - reason: why it is Actimage's.
  ///   - words: what the operator sends: the words, then the message received.
  ///   - bailleur: the bailleur's name.
  ///   - names: the tenant's name and reference, to be masked unless the operator lets them stand.
  public func ticketDraft(
    _ reason: TicketReason, words: String, bailleur: String, names: [String]
  ) -> TicketDraft {
    let lines = words.split(separator: "\n")
    let told = lines.drop { $0 != Self.received }.dropFirst().first ?? lines.first ?? ""
    return TicketDraft(
      reference: number, category: category.label, object: String(told),
      bailleur: bailleur, reason: reason, words: words, names: names)
  }
}

extension TicketText {
  /// The ticket as it is shown before it leaves: all but the line by which it is found again.
  public var shown: String {
    let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
    return "Objet : \(subject)\n\n" + lines.dropLast(2).joined(separator: "\n")
  }
}

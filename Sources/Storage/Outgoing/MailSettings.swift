import Domain

/// How mails leave this machine: the program that takes them, and whose they are.
public struct MailSettings: Equatable, Sendable {
  /// The program and its arguments; it gets the message on its standard input.
  public var command: [String]
  /// Who the mails are from, nil while nobody has said it.
  public var from: Mailbox?
  /// Who answers go to, nil for the sender.
  public var replyTo: Mailbox?

  /// What a machine with a mail program has.
  public static let standardCommand = "/usr/sbin/sendmail -t -i"

  /// Settings; without a command, the standard one.
  public init(command: [String]? = nil, from: Mailbox? = nil, replyTo: Mailbox? = nil) {
    self.command = command ?? Self.standardCommand.split(separator: " ").map(String.init)
    self.from = from
    self.replyTo = replyTo
  }

  /// The program and its arguments from a line: words between spaces, those with spaces between
  /// double quotes. No shell reads it.
  ///
  /// - Throws: `Refusal` when it is empty or a quote is missing.
  public static func command(parsing line: String) throws(Refusal) -> [String] {
    var words: [String] = []
    var word: String?
    var isQuoted = false
    for character in line {
      switch character {
      case "\"":
        isQuoted.toggle()
        word = word ?? ""
      case " " where !isQuoted:
        if let word { words.append(word) }
        word = nil
      default: word = (word ?? "") + String(character)
      }
    }
    guard !isQuoted else { throw Refusal("il manque un guillemet \" à la commande d'envoi.") }
    if let word { words.append(word) }
    guard words.first?.isEmpty == false else {
      throw Refusal(
        "il manque la commande d'envoi.", remedy: "À défaut : \(standardCommand)")
    }
    return words
  }

  /// Why nothing can leave as things are set, nil when something can.
  public var problem: Refusal? {
    from == nil
      ? Refusal(
        "Aucun expéditeur n'est réglé : les courriels attendent.",
        remedy: "Écrivez « expéditeur = Nom <adresse> » dans la configuration (habiter config).")
      : nil
  }
}

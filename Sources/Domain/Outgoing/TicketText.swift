/// What is asked of Actimage, before it is put into words.
public struct TicketDraft: Equatable, Sendable {
  /// The signalement's reference: `S-2026-01234`.
  public var reference: String
  /// What kind of signalement it is, in words.
  public var category: String
  /// What it is about, a few words; cut to fit.
  public var object: String
  /// The bailleur's name.
  public var bailleur: String
  /// Why it is Actimage's.
  public var reason: TicketReason
  /// What the operator tells.
  public var words: String
  /// How it is seen again, step by step; empty when nobody knows.
  public var steps: String
  /// The names of the tenants it is about, to be masked wherever they stand.
  public var names: [String]

  /// A request.
  public init(
    reference: String, category: String, object: String, bailleur: String, reason: TicketReason,
    words: String, steps: String = "", names: [String] = []
  ) {
    self.reference = reference
    self.category = category
    self.object = object
    self.bailleur = bailleur
    self.reason = reason
    self.words = words
    self.steps = steps
    self.names = names
  }
}

/// The text of a ticket: what the operator sees before it leaves, and what leaves.
public struct TicketText: Equatable, Sendable {
  /// The subject: « [EH S-2026-01234] catégorie — objet court ».
  public let subject: String
  /// The body, the marker in its last line.
  public let body: String
  /// What was found in the words, masked or kept.
  public let found: [PersonalDataMask.Found: Int]

  /// A title longer than that is read by nobody.
  static let longestObject = 60
  /// Redmine keeps so many characters of a subject.
  static let longestSubject = 255
  /// More than that is no request; Redmine itself keeps more.
  public static let longestWords = 10_000

  /// The text of a request.
  ///
  /// - Parameters:
  ///   - draft: what is asked.
  ///   - marker: the sign by which the ticket is found again.
  ///   - kept: what the operator lets stand.
  public init(
    _ draft: TicketDraft, marker: TicketMarker, keeping kept: Set<PersonalDataMask.Found> = []
  ) {
    let mask = PersonalDataMask(names: draft.names, keeping: kept)
    var found: [PersonalDataMask.Found: Int] = [:]
    func safe(_ text: String, isLine: Bool) -> String {
      let clean = String(text.map { $0 == "\t" ? " " : $0 })
        .strippedOfControls(keepingNewlines: !isLine)
      let masked = mask.mask(clean)
      found.merge(masked.found) { $0 + $1 }
      // Cut only now: half a telephone number is not seen to be one.
      return isLine
        ? Self.cut(
          masked.text.split(separator: " ").joined(separator: " "), to: Self.longestObject)
        : Self.trimmed(String(masked.text.prefix(Self.longestWords)))
    }
    let object = safe(draft.object, isLine: true)
    let title = [draft.category.strippedOfControls, object].filter { !$0.isEmpty }
      .joined(separator: " — ")
    let words = safe(draft.words, isLine: false)
    let steps = safe(draft.steps, isLine: false)
    subject = Self.cut(
      "\(TicketMarker.prefix(of: draft.reference.strippedOfControls)) \(title)",
      to: Self.longestSubject)
    var parts = [
      "Bailleur : \(draft.bailleur.strippedOfControls)\n"
        + "Catégorie : \(draft.category.strippedOfControls)\n"
        + "Motif : \(draft.reason.label)"
    ]
    if !words.isEmpty { parts.append(words) }
    if !steps.isEmpty { parts.append("Étapes :\n\(steps)") }
    parts.append(marker.line)
    body = parts.joined(separator: "\n\n")
    self.found = found
  }

  /// What was masked or kept, in one sentence; nil when nothing was found.
  public func summary(keeping kept: Set<PersonalDataMask.Found> = []) -> String? {
    let all = PersonalDataMask.Found.allCases.compactMap { what -> (Bool, String)? in
      found[what].map { (kept.contains(what) && what != .nur, what.counted($0)) }
    }
    let masked = all.filter { !$0.0 }.map(\.1).joined(separator: ", ")
    let left = all.filter(\.0).map(\.1).joined(separator: ", ")
    let parts =
      (masked.isEmpty ? [] : ["Masqué : \(masked)."]) + (left.isEmpty ? [] : ["Laissé : \(left)."])
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private static func cut(_ text: String, to count: Int) -> String {
    // Redmine counts scalars.
    guard text.unicodeScalars.count > count else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(count - 1))) + "…"
  }

  private static func trimmed(_ text: String) -> String {
    let isBlank: (Character) -> Bool = { $0 == "\n" || $0 == " " }
    var rest = text.drop(while: isBlank)
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return String(rest)
  }
}

/// Which canned reply goes with a route, and what is left open in a text made of one.
extension Reponse {
  /// The reply proposed for a route: of those whose fields are all known the one that says most of
  /// the signalement, else the one that leaves least to be filled by hand.
  ///
  /// - Parameters:
  ///   - route: the route that is taken.
  ///   - offered: the replies to choose from.
  ///   - values: what the fields stand for.
  ///   - passesOn: whether an answer of Actimage's is to be passed on; the replies that name its
  ///     ticket are for that alone.
  public static func proposed(
    for route: SignalementRoute, among offered: [Reponse], with values: [Field: String],
    passesOn: Bool
  ) -> Reponse? {
    let fitting = offered.filter {
      $0.route == route && $0.fields.contains(.ticket) == (passesOn && route == .reponse)
    }
    let ranked = fitting.map { reponse in
      let missing = reponse.filled(with: values).missing.count
      return (missing: missing, told: -reponse.fields.intersection(Field.telling).count, reponse)
    }
    return ranked.min { ($0.missing, $0.told) < ($1.missing, $1.told) }?.2
  }

  /// The fields that the text holds.
  public var fields: Set<Field> { Set(Self.fields(leftIn: body)) }

  /// The fields that a text still holds, in the order in which they come.
  public static func fields(leftIn text: String) -> [Field] {
    Reponse(id: "", version: 0, title: "", route: .reponse, body: text).filled(with: [:]).missing
  }
}

extension Reponse.Field {
  /// Those that tell what became of something, rather than who and when.
  fileprivate static let telling: Set<Self> = [.dossier, .etatDossier, .ticket, .annonce]

  /// The field as a text holds it.
  public var written: String { "{\(rawValue)}" }
}

/// A dossier as the check of a file needs it: a logement that the file should have.
public struct PatrimoineDossier: Equatable, Sendable {
  /// The logement's reference.
  public var logement: String
  /// The dossier's own reference, for the messages.
  public var reference: String
  /// Whether it is open.
  public var isOpen: Bool
  /// Whether its exchange was done, so that a new tenant is expected.
  public var isRealised: Bool
  /// The address of contact 1 in the dossier, nil when it has none.
  public var contact1: String?

  /// A dossier on a logement.
  public init(
    logement: String, reference: String, isOpen: Bool = true, isRealised: Bool = false,
    contact1: String? = nil
  ) {
    self.logement = logement
    self.reference = reference
    self.isOpen = isOpen
    self.isRealised = isRealised
    self.contact1 = contact1
  }
}

/// What the file says of the logement of a dossier.
public struct PatrimoineSighting: Equatable, Sendable {
  /// The place of the dossier among those handed in.
  public var dossier: Int
  /// The values of the line by column, empty ones left out; nil when no line was accepted.
  public var values: [PatrimoineColumn: String]?
}

/// Follows the logements of dossiers through a file.
public struct PatrimoineWatch {
  /// The dossiers.
  public let dossiers: [PatrimoineDossier]
  private let places: [UInt64: [Int]]
  private var seen: [Int: [PatrimoineColumn: String]] = [:]
  /// The addresses that take over dossiers, and how many.
  private var heirs: [String: Int] = [:]

  /// A watch over the logements of those dossiers.
  public init(_ dossiers: [PatrimoineDossier]) {
    self.dossiers = dossiers
    var places: [UInt64: [Int]] = [:]
    for (place, dossier) in dossiers.enumerated() {
      places[PatrimoineValues.fingerprint(of: dossier.logement), default: []].append(place)
    }
    self.places = places
  }

  /// Whether a logement has dossiers, by the hash of its reference.
  public func hasDossiers(_ reference: UInt64) -> Bool {
    !places.isEmpty && places[reference] != nil
  }

  /// Takes the accepted line of a logement that has dossiers.
  ///
  /// - Parameter before: the values of the stock, nil when it did not have the logement.
  /// - Returns: what is to be said of it.
  public mutating func note(
    _ values: PatrimoineValues, before: ((PatrimoineColumn) -> String?)?
  ) -> [PatrimoineFinding] {
    var findings: [PatrimoineFinding] = []
    let now = Dictionary(
      uniqueKeysWithValues: PatrimoineColumn.allCases.compactMap { column in
        values.text(column).map { (column, $0) }
      })
    for place in places[values.reference] ?? [] {
      let dossier = dossiers[place]
      seen[place] = now
      if dossier.isRealised, let before, let tenant = now[.locataire],
        before(.locataire) != tenant
      {
        findings.append(.newTenant(of: dossier.logement, dossier: dossier.reference))
      }
      let contact = dossier.contact1?.lowercased() ?? before.flatMap { $0(.contact1Email) }
      if dossier.isOpen, let contact, let heir = now[.contact1Email], heir != contact {
        heirs[heir, default: 0] += 1
      }
    }
    return findings
  }

  /// What is to be said once the file is read.
  ///
  /// - Parameter wasThere: whether the stock before had the logement of that reference.
  public func findings(wasThere: (String) throws -> Bool) rethrows -> [PatrimoineFinding] {
    var findings: [PatrimoineFinding] = []
    for (place, dossier) in dossiers.enumerated()
    where dossier.isOpen && seen[place] == nil {
      if try wasThere(dossier.logement) {
        findings.append(.gone(dossier.logement, dossier: dossier.reference))
      }
    }
    for (email, count) in heirs.sorted(by: { $0.key < $1.key }) {
      PatrimoineFinding.contact1(changedOn: count, to: email).map { findings.append($0) }
    }
    return findings
  }

  /// What the file says of each dossier's logement, in the order of the dossiers.
  public var sightings: [PatrimoineSighting] {
    dossiers.indices.map { PatrimoineSighting(dossier: $0, values: seen[$0]) }
  }
}

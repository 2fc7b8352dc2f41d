extension ComplianceTable {
  /// The board as the person may see it (`domaine.md` §4, AMB-42): all of it; or one's own
  /// bailleur and the median, where it is known; or all together and nobody by name.
  ///
  /// - Parameter knowsEverybody: whether the figures are made of every bailleur's dossiers, also
  ///   where the person sees one's own only.
  /// - Throws: a refusal for those who do not see the board.
  public func visible(
    to person: Operator, knowsEverybody: Bool
  ) throws(Refusal) -> ComplianceTable {
    if person.standing(to: .seeCompliance, of: nil) >= .read { return self }
    let own = person.organisation
    if person.standing(to: .seeCompliance, of: own) >= .read {
      let line = self[own] ?? ComplianceLine(own)
      return ComplianceTable(
        period: period, day: day, lines: [line], whole: nil,
        medians: knowsEverybody ? medians : nil)
    }
    guard person.standing(to: .seeCompliance, of: nil) >= .readMinimal else {
      throw person.noCompliance
    }
    return ComplianceTable(period: period, day: day, lines: [], whole: whole, medians: medians)
  }
}

extension Operator {
  /// Refuses the figures of a bailleur, or of all, to those who may not see them.
  ///
  /// - Parameter bailleur: whose; nil for all.
  /// - Throws: a refusal that says who may.
  public func checkCompliance(of bailleur: OrganisationID?) throws(Refusal) {
    guard standing(to: .seeCompliance, of: bailleur) >= .read else { throw noCompliance }
  }

  /// Whether the person sees the board, or a part of it.
  public var seesCompliance: Bool {
    standing(to: .seeCompliance, of: organisation) >= .readMinimal
  }

  /// What is told to those who may not see what they ask for.
  public var noCompliance: Refusal {
    let held = roles.sorted().map(\.label).joined(separator: ", ")
    let readers = Role.allCases.filter {
      Permission.right(of: $0, to: .seeCompliance).standing(own: true) >= .read
    }
    let words = readers.map(\.label).joined(separator: ", ")
    return Refusal(
      "Vous êtes \(held.isEmpty ? "sans rôle" : held) : \(Action.seeCompliance.label) revient à : "
        + "\(words) ; un bailleur y voit ses propres chiffres et la médiane.")
  }
}

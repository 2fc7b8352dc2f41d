/// What an operator is entitled to be; one person may hold several (AMB-43).
///
/// The order of the cases is that of the columns of the rights matrix.
public enum Role: String, Hashable, Codable, CaseIterable, Comparable, Sendable {
  /// Aatiko, super administrator.
  case aatikoSuperAdministrator
  /// Aatiko, facilitator.
  case aatikoFacilitator
  /// The publisher's support.
  case actimage
  /// The GIE's coordinator.
  case gieCoordinator
  /// The AORIF, observer.
  case aorif
  /// A bailleur's pilote.
  case pilote
  /// A bailleur's administrator.
  case administrateur
  /// A bailleur's agent before the CAL.
  case contact1
  /// A bailleur's agent after the CAL.
  case contact2
  /// A bailleur's référent informatique.
  case referentInformatique
  /// A partner or a réservataire.
  case partenaire

  /// The short code of the rights matrix, two or three letters.
  public var code: String { Role.names[self.index].code }

  /// The name operators read, in French.
  public var label: String { Role.names[self.index].label }

  /// The role with that short code, or nil.
  public init?(code: String) {
    guard let index = Role.names.firstIndex(where: { $0.code == code }) else { return nil }
    self = Role.allCases[index]
  }

  /// Whether the role is held inside a bailleur, and so bears on that bailleur's affairs.
  public var isOfBailleur: Bool { (Role.pilote...Role.referentInformatique).contains(self) }

  /// Whether `left` comes before `right` in the columns of the rights matrix.
  public static func < (left: Role, right: Role) -> Bool { left.index < right.index }

  /// The place of the role in the columns of the rights matrix, from 0.
  var index: Int {
    switch self {
    case .aatikoSuperAdministrator: 0
    case .aatikoFacilitator: 1
    case .actimage: 2
    case .gieCoordinator: 3
    case .aorif: 4
    case .pilote: 5
    case .administrateur: 6
    case .contact1: 7
    case .contact2: 8
    case .referentInformatique: 9
    case .partenaire: 10
    }
  }

  private static let names: [(code: String, label: String)] = [
    ("SA", "super administrateur (Aatiko)"),
    ("FA", "facilitateur (Aatiko)"),
    ("ACT", "support Actimage"),
    ("GIE", "coordination du GIE"),
    ("AOR", "AORIF"),
    ("PIL", "pilote"),
    ("ADM", "administrateur"),
    ("C1", "contact 1"),
    ("C2", "contact 2"),
    ("INF", "référent informatique"),
    ("PAR", "partenaire"),
  ]
}

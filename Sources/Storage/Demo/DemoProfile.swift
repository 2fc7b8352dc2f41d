import Domain

/// Who one may be in the demonstration.
public enum DemoProfile: String, CaseIterable, Sendable {
  /// The agent before the CAL of the demonstration's bailleur.
  case contact1
  /// The agent after the CAL of the same bailleur.
  case contact2
  /// An administrator of the same bailleur.
  case administrateur
  /// A facilitator of Aatiko.
  case facilitateur
  /// The coordinator of the GIE.
  case coordinateur
  /// The super administrator of Aatiko.
  case superadmin

  /// The profiles as a message lists them.
  public static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

  /// The operator of the demonstration's directory that the profile is.
  var operatorID: OperatorID {
    switch self {
    case .contact1: "demo-b01-contact1"
    case .contact2: "demo-b01-contact2"
    case .administrateur: "demo-b01-admin1"
    case .facilitateur: "demo-aatiko-2"
    case .coordinateur: "demo-gie-1"
    case .superadmin: "demo-aatiko-1"
    }
  }
}

import Domain
import Glibc

/// Where the generations and the reports of one bailleur are.
public struct StockFolder: Equatable, Sendable {
  /// The folder, of mode 0700.
  public let path: String

  /// The folder of an organisation in a store's.
  public init(_ organisation: OrganisationID, in location: StoreLocation) {
    // An identity is text from elsewhere: as a name it must not lead out of the folder.
    var name = ""
    for byte in organisation.text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: name.unicodeScalars.append(.init(byte))
      default: name += "_\(byte)_"
      }
    }
    path = "\(location.directory)/patrimoine/\(name)"
  }

  /// A folder of one's choice.
  public init(path: String) {
    self.path = path
  }

  /// The stock as that import left it.
  public func generation(_ importID: String) -> String { "\(path)/\(importID).sqlite" }

  /// The complete report of that attempt.
  public func report(_ importID: String) -> String { "\(path)/\(importID).csv" }

  /// A new name for a file at work.
  func work(_ kind: String) -> String {
    var random = SystemRandomNumberGenerator()
    return "\(path)/\(Self.workPrefix)\(String(random.next(), radix: 36)).\(kind)"
  }

  /// How the names of files at work begin: those found when nothing is at work are litter.
  static let workPrefix = "travail-"
}

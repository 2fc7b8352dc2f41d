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
    path = "\(location.stocks)/\(name)"
  }

  /// A folder of one's choice.
  public init(path: String) {
    self.path = path
  }

  /// The stock as that import left it.
  public func generation(_ importID: String) -> String { "\(path)/\(importID).sqlite" }

  /// The complete report of that attempt.
  public func report(_ importID: String) -> String { "\(path)/\(importID).csv" }

  /// A new name for the files of an import at work, without its ending.
  func work() -> String {
    var random = SystemRandomNumberGenerator()
    return "\(path)/\(Self.workPrefix)\(String(random.next(), radix: 36))"
  }

  /// How the names of files at work begin.
  private static let workPrefix = "travail-"
  /// How long a generation may wait until the journal names it.
  private static let patience = 86_400

  /// Removes what nobody will ask for: files at work whose program was killed, generations and
  /// reports of more than a day ago that the journal does not name.
  ///
  /// - Parameters:
  ///   - stocks: the imports whose generations are asked for.
  ///   - reports: those whose reports are.
  /// - Throws: `StorageError`.
  public func clean(
    keeping stocks: Set<String>, reports: Set<String>, at now: Moment
  ) throws(StorageError) {
    for name in try FileSystem.names(in: path) {
      let file = "\(path)/\(name)"
      let named = name.hasSuffix(".csv") ? reports : stocks
      let stem = name.split(separator: ".", omittingEmptySubsequences: false)[0]
      let isLitter =
        name.hasPrefix(Self.workPrefix)
        ? !FileLock.isHeld("\(path)/\(stem).csv")
        : !named.contains(String(stem))
          && FileSystem.changed(file) + Self.patience < Int(now.seconds)
      if isLitter { try FileSystem.remove(file) }
    }
  }
}

/// A lock that ends with the program, on a file that is open.
enum FileLock {
  /// Holds the file until its descriptor is closed.
  static func hold(_ descriptor: Int32) { _ = flock(descriptor, LOCK_EX | LOCK_NB) }

  /// Whether a program holds the file; one that is absent nobody holds.
  static func isHeld(_ path: String) -> Bool {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_EX | LOCK_NB) != 0
  }
}

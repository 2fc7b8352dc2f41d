/// A file that lies in an inbox, as far as a look at the folder tells.
public struct PatrimoineDrop: Equatable, Sendable {
  /// Its name.
  public var name: String
  /// Whether it is a file, not a folder or a link.
  public var isFile: Bool
  /// How many seconds ago its bytes or its name last changed.
  public var quiet: Int
  /// The SHA-256 that its sender put beside it as `NAME.sha256`, nil when there is none.
  public var told: String?

  /// A file in an inbox.
  public init(name: String, isFile: Bool, quiet: Int, told: String? = nil) {
    self.name = name
    self.isFile = isFile
    self.quiet = quiet
    self.told = told
  }

  /// What to do with it.
  public enum Readiness: Equatable, Sendable {
    /// It is none of the files that are taken.
    case ignored
    /// It may still be coming.
    case awaited
    /// It is whole.
    case complete
    /// It is whole if its bytes have that digest.
    case sealed(String)
  }

  /// Whether the file is whole.
  ///
  /// That somebody stopped writing proves nothing: a cut upload stops too. A digest beside it
  /// proves all; else names of files on their way are passed over, and the others must have been
  /// left alone for a while.
  ///
  /// - Parameter patience: for how many seconds; 0 where senders give the final name by renaming.
  public func readiness(patience: Int) -> Readiness {
    guard isFile, !Self.isOnItsWay(name) else { return .ignored }
    if let told { return .sealed(told) }
    return patience == 0 || quiet >= patience ? .complete : .awaited
  }

  /// The ending of a digest put beside a file.
  public static let digestEnding = ".sha256"

  /// Whether a name is that of a file still being sent, or of no file to take at all.
  private static func isOnItsWay(_ name: String) -> Bool {
    let endings = [".part", ".filepart", ".tmp", digestEnding]
    let low = name.lowercased()
    return name.hasPrefix(".") || endings.contains { low.hasSuffix($0) }
  }

  /// The digest at the beginning of a `.sha256` file, as sha256sum writes it; nil when there is
  /// none.
  public static func digest(in text: String) -> String? {
    let first = text.split(whereSeparator: { $0 == " " || $0.isNewline }).first ?? ""
    let digest = first.lowercased()
    let isDigest =
      digest.utf8.count == 64
      && digest.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    return isDigest ? digest : nil
  }

  /// Orders files as they were sent: by the day and number of their names, the others last.
  public static func isEarlier(_ left: String, _ right: String) -> Bool {
    switch (PatrimoineFileName(left), PatrimoineFileName(right)) {
    case (let before?, let after?):
      (before.day, before.number, left) < (after.day, after.number, right)
    case (.some, nil): true
    case (nil, .some): false
    case (nil, nil): left < right
    }
  }
}

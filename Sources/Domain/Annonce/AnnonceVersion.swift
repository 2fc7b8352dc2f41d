/// An annonce as its tenant published it at one time. What the tenant wrote, and how the photos'
/// files are called, stands in the vault.
public struct AnnonceVersion: Codable, Equatable, Sendable {
  /// 1, then one more at each change on the platform.
  public var number: Int
  /// The day of its publication, in Paris.
  public var publishedOn: Day
  /// Whether so much changed that it is to be looked at as a new annonce (AMB-19).
  public var isSubstantial: Bool
  /// The commune of the logement.
  public var commune: String
  /// Its INSEE code, when known.
  public var insee: InseeCode?
  /// The typologie of the logement.
  public var typologie: Typologie
  /// The reference of the logement in the bailleur's patrimoine, when known.
  public var logement: String?
  /// Where the vault keeps the title, the text and the names of the photos' files.
  public var text: SubjectID
  /// A keyed hash of those three: the same words give the same hash, nothing more can be told.
  public var digest: String
  /// The photos, in their order.
  public var photos: [AnnoncePhoto]

  /// A version of an annonce.
  public init(
    number: Int, publishedOn: Day, isSubstantial: Bool = true, commune: String,
    insee: InseeCode? = nil, typologie: Typologie, logement: String? = nil, text: SubjectID,
    digest: String, photos: [AnnoncePhoto] = []
  ) {
    self.number = number
    self.publishedOn = publishedOn
    self.isSubstantial = isSubstantial
    self.commune = commune
    self.insee = insee
    self.typologie = typologie
    self.logement = logement
    self.text = text
    self.digest = digest
    self.photos = photos
  }

  /// The ranks that photos may have: the platform takes five; twice as many are read.
  public static let photoRanks = 1...10

  /// The typologie and the commune: « T3 Montreuil ».
  public var place: String { "\(typologie.rawValue) \(commune)" }

  /// Whether another one shows the same, wherever its texts are kept.
  public func isSame(as other: AnnonceVersion) -> Bool {
    var mine = self
    mine.text = other.text
    return mine == other
  }
}

/// What is known of a photo without opening it.
public struct AnnoncePhoto: Codable, Equatable, Sendable {
  /// In pixels.
  public var width: Int
  /// In pixels.
  public var height: Int
  /// How long the file is.
  public var bytes: Int
  /// The SHA-256 of the file, hexadecimal, when the platform gives it.
  public var digest: String?

  /// A photo.
  public init(width: Int, height: Int, bytes: Int, digest: String? = nil) {
    self.width = width
    self.height = height
    self.bytes = bytes
    self.digest = digest
  }
}

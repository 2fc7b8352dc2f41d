/// The sizes beyond which a file is a mistake and not a list of dossiers.
///
/// They are values so that a test can reach them with a small file.
public struct ImportLimits: Equatable, Sendable {
  /// Bytes of a file.
  public var fileBytes = 200 * 1024 * 1024
  /// Bytes of one record, its newlines in quotes included.
  public var recordBytes = 256 * 1024
  /// Characters of one cell.
  public var cellCharacters = 10_000
  /// Messages kept with their words; the others are counted only.
  public var messages = 1_000
  /// Dossiers recorded in one transaction.
  public var batch = 200

  /// The limits of the product.
  public init() {}
}

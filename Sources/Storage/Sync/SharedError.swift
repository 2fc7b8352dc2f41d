/// Why the shared database did not answer, or would not.
public struct SharedError: Error, Equatable, Sendable {
  /// What went wrong, as far as the engine or the operator would act differently.
  public enum Kind: String, Equatable, Sendable {
    /// It cannot be reached, or the connection broke: what was asked may have been done or not.
    case unreachable
    /// It did not answer in time: what was asked may have been done or not.
    case deadline
    /// The login is not known there, or no longer.
    case refusedLogin
    /// It is not who it should be (TLS), or offers no protection where one is asked for.
    case untrusted
    /// It is no database of habiter, or not yet.
    case notInstalled
    /// It was made by a later version of the program.
    case newer
    /// It must be brought up to date by an administrator.
    case older
    /// It cannot write: its disk is full, or it is a standby.
    case cannotWrite
    /// The login may not do that.
    case denied
    /// What it answered makes no sense.
    case damaged
    /// What is needed to reach it is missing or wrong here: a library, an address.
    case setting
    /// Anything else.
    case other
  }

  /// What went wrong.
  public let kind: Kind
  /// The sentence that the operator reads: where, what, and what to do.
  public let french: String
  /// The technical words, never a value or a password.
  public let detail: String

  /// An error with its sentence.
  public init(_ kind: Kind, _ french: String, detail: String = "") {
    self.kind = kind
    self.french = french
    self.detail = detail
  }

  /// Whether trying again later may help by itself.
  public var isPassing: Bool {
    switch kind {
    case .unreachable, .deadline, .cannotWrite, .other: true
    default: false
    }
  }
}

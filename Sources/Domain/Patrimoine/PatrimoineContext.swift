/// What a file is checked against, beside itself.
public struct PatrimoineContext: Sendable {
  /// The day it is, in Paris.
  public var today: Day
  /// The organisme that sends the file; nil when it is not known yet.
  public var sender: SIRET?
  /// The labels of the GIE's réservataires, and whether each takes part; nil: not checked.
  public var reservataires: [String: Bool]?
  /// The addresses of the agents who have an account, in lower case; nil: not checked.
  public var accounts: Set<String>?
  /// The mail domains of the organisme, in lower case; nil: not checked.
  public var domains: Set<String>?
  /// The communes.
  public var communes = CommuneList.known
  /// The share of lines in error, in percent, beyond which the file is rejected.
  public var errorShare: Int
  /// The findings of each code that are kept in words.
  public var keptFindings = 200

  /// The context of a day, with what the règlement says then.
  public init(today: Day, sender: SIRET? = nil, errorShare: Int) {
    self.today = today
    self.sender = sender
    self.errorShare = errorShare
  }
}

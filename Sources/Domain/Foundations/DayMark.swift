/// What is odd about the day that an act bears, beside the moment at which the shared database took
/// it in (`sync.md` §4, issue 4): to be seen by whoever reads the history, and no reproach, since a
/// desk may have worked for days without a network.
public enum DayMark: Equatable, Sendable {
  /// Its day was still to come, by so many days: the desk's clock was wrong.
  case ahead(Int)
  /// It came so many days after its day, more than one.
  case late(Int)

  /// How many days after its own an act comes in without a mark.
  private static let tolerated = 1

  /// What is odd, nil when nothing is.
  ///
  /// - Parameters:
  ///   - day: the civil day in Paris that the act bears.
  ///   - received: the server's clock when it came in.
  public init?(day: Day, received: Moment) {
    let receivedOn = ParisTime.day(of: received)
    if day > receivedOn {
      self = .ahead(day - receivedOn)
    } else if receivedOn - day > Self.tolerated {
      self = .late(receivedOn - day)
    } else {
      return nil
    }
  }
}

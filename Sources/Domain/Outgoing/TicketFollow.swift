/// What is known of a ticket at Redmine, as it was last read.
public struct TicketFollow: Equatable, Sendable {
  /// Redmine's words for where it stands.
  public var status: String?
  /// Whether it is closed there.
  public var isClosed: Bool
  /// When Redmine last changed it, in its own words: to the second.
  public var updated: String?
  /// When it was last read whole.
  public var read: Moment?
  /// Whether it was read again after the second of its last change: nothing of it is missing.
  public var isSettled: Bool

  /// A ticket as it was kept; one that was never read without a value.
  public init(
    status: String? = nil, isClosed: Bool = false, updated: String? = nil, read: Moment? = nil,
    isSettled: Bool = false
  ) {
    self.status = status
    self.isClosed = isClosed
    self.updated = updated
    self.read = read
    self.isSettled = isSettled
  }

  /// Whether the ticket has to be read whole, by what a list says of its last change.
  ///
  /// Redmine tells changes to the second: one that came in the same second as the last reading
  /// looks like none. So each change is read twice, the second time later.
  public func needsReading(listed: String, at now: Moment) -> Bool {
    guard listed == updated, let read else { return true }
    return !isSettled && now - read >= Self.apart
  }

  /// What is known after the ticket was read whole.
  ///
  /// - Parameters:
  ///   - status: where it stands.
  ///   - isClosed: whether it is closed.
  ///   - updated: when Redmine last changed it.
  public func after(
    status: String, isClosed: Bool, updated: String, at now: Moment
  ) -> TicketFollow {
    let isLater = read.map { now - $0 >= Self.apart } ?? false
    return TicketFollow(
      status: status, isClosed: isClosed, updated: updated, read: now,
      isSettled: updated == self.updated && isLater)
  }

  /// How far two readings are apart so that no change of the first one's second escapes both, in
  /// seconds.
  static let apart: Int64 = 2
  /// For how long a closed ticket is still read back after it was last seen to change, in seconds:
  /// a signalement can be opened again for 30 days, a ticket by hand a while longer.
  public static let closedFor: Int64 = 60 * 86_400

  /// When tickets are to be read back again, in seconds, by how often that has failed since it
  /// last succeeded.
  ///
  /// - Parameter pace: how long after a success.
  public static func delay(after failures: Int, pace: Int64) -> Int64 {
    guard failures > 0 else { return pace }
    return min(max(pace, 60) << Int64(min(failures, 10)), max(pace, longest))
  }

  private static let longest: Int64 = 3_600
}

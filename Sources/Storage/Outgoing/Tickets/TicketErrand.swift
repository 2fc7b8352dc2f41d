import Domain

/// What is done at Redmine for tickets, on a thread that waits for it: one ticket created, or those
/// that are followed read back.
struct TicketErrand: Sendable {
  let settings: RedmineSettings
  var patience = RedmineClient.patience

  /// Looks for a ticket by its marker and creates it if there is none.
  ///
  /// - Parameter mayCreate: false after a lost answer, while the server may still be at it.
  func create(_ ticket: OutgoingTicket, mayCreate: Bool) -> TicketOutcome {
    let client: RedmineClient
    do throws(RedmineError) {
      client = try RedmineClient(settings, patience: patience)
      let found = try client.find(ticket)
      if let first = found.first {
        let others = found.map { "\($0.number)" }.joined(separator: ", ")
        return .created(
          first,
          reason: found.count > 1
            ? "Plusieurs tickets portent ce repère chez Redmine (n° \(others)) : le premier est "
              + "suivi, fermez les autres." : nil)
      }
    } catch {
      return error.kind == .unavailable ? .unavailable(error.words) : .postponed(error.words)
    }
    guard mayCreate else { return .absent }
    do throws(RedmineError) {
      return .created(try client.create(ticket))
    } catch {
      return switch error.kind {
      case .unavailable: .unavailable(error.words)
      case .down: .postponed(error.words)
      case .lost: .unknown(error.words)
      case .refused, .missing: .refused(error.words)
      }
    }
  }

  /// Reads back the tickets that changed, as far as one turn goes.
  func readBack(_ tickets: [QueuedTicket], at now: Moment) -> TicketRound {
    var round = TicketRound()
    do throws(RedmineError) {
      let client = try RedmineClient(settings, patience: patience)
      var rest = tickets[...]
      while !rest.isEmpty {
        let page = rest.prefix(RedmineClient.page)
        rest = rest.dropFirst(page.count)
        try read(page, client, now, &round)
        if round.readings.count >= Self.most {
          round.isWhole = rest.isEmpty && round.isWhole
          return round
        }
      }
    } catch {
      round.problem = error.words
    }
    return round
  }

  /// As many tickets are read whole in one turn: what they say is written between two keys.
  private static let most = 20

  private func read(
    _ page: ArraySlice<QueuedTicket>, _ client: RedmineClient, _ now: Moment,
    _ round: inout TicketRound
  ) throws(RedmineError) {
    var stamps: [Int: String] = [:]
    for issue in try client.list(page.compactMap { $0.course.ticket?.number }) {
      stamps[issue.id] = issue.stamp
    }
    for ticket in page {
      guard let number = ticket.course.ticket?.number else { continue }
      // What the list leaves out is asked for by itself: it says why.
      if let stamp = stamps[number], !ticket.follow.needsReading(listed: stamp, at: now) {
        continue
      }
      guard round.readings.count < Self.most else {
        round.isWhole = false
        return
      }
      do {
        round.readings.append((ticket.id, try client.read(number)))
      } catch  where error.kind == .missing || error.kind == .refused {
        round.vanished.append((ticket.id, error.words))
      }
    }
  }
}

/// What came of reading tickets back.
struct TicketRound: Sendable {
  /// What Redmine says of each ticket, by its number on this desk.
  var readings: [(id: Int, issue: RedmineIssue)] = []
  /// The tickets that it does not have any more, and its words.
  var vanished: [(id: Int, words: String)] = []
  /// Why it could not be asked, or not to the end.
  var problem: String?
  /// Whether no ticket was left for another turn.
  var isWhole = true
}

import Domain

/// What of an event may be told to a reader.
enum ToldEvent {
  case event(any JournaledEvent)
  /// It may not even be known that there was one.
  case nothing
  /// A later version of the program wrote it.
  case unknown
}

/// A stream that was replayed, so that each of its events is told as its history would tell it.
protocol StreamTelling {
  /// What the stream is about, as people know it.
  func name(in names: Directory) -> String
  /// A confirmed event, to a person who reads its audience's journal.
  func told(_ draft: EventDraft, to person: Operator) -> ToldEvent
  /// An event of an act that waits.
  func told(_ event: PendingCommand.Event, of act: PendingCommand, to person: Operator) -> ToldEvent
}

/// A stream of one kind of aggregate, replayed.
struct Telling<Subject: StoredAggregate>: StreamTelling {
  let subject: Subject

  func name(in names: Directory) -> String { subject.name(in: names) }

  func told(_ draft: EventDraft, to person: Operator) -> ToldEvent {
    do {
      guard let recorded = try draft.recorded(as: Subject.Event.self) else { return .nothing }
      return told(recorded, to: person)
    } catch {
      return .unknown
    }
  }

  func told(
    _ event: PendingCommand.Event, of act: PendingCommand, to person: Operator
  ) -> ToldEvent {
    var alone = act
    alone.events = [event]
    guard let recorded = try? alone.recorded(as: Subject.Event.self).first else { return .unknown }
    return told(recorded, to: person)
  }

  private func told(_ recorded: Recorded<Subject.Event>, to person: Operator) -> ToldEvent {
    guard let withholding = subject.withholding(of: recorded), !withholding.isLifted(for: person)
    else { return .event(recorded.event) }
    return withholding.shown.map { .event($0) } ?? .nothing
  }
}

extension PendingCommand {
  /// The circumstances of the act, as the journal will have them.
  var envelope: Envelope {
    Envelope(
      occurredOn: ParisTime.day(of: issuedAt), recordedAt: issuedAt, operatorID: operatorID,
      organisation: organisation, role: role, onBehalfOf: onBehalfOf,
      onBehalfReason: onBehalfReason)
  }
}

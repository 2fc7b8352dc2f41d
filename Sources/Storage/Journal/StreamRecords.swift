import Domain

/// What the database has of a stream, not yet understood.
struct StreamRecords: Sendable {
  var events: [EventDraft] = []
  var pending: [PendingCommand] = []
  /// Why the rest is no record, nil when nothing is left.
  var fault: StorageError?
}

/// An aggregate as far as this version of the program can read its stream.
struct StreamReading<Subject: StoredAggregate>: Sendable {
  /// What the events read so far give.
  var state = Subject.empty
  /// The acts among them that no shared database has confirmed.
  var pending: Set<CommandID> = []
  /// Why the rest could not be read, nil when nothing is left.
  var fault: StorageError?
}

extension StreamRecords {
  /// The aggregate that they give, as far as they are understood.
  func reading<Subject: StoredAggregate>(
    as type: Subject.Type = Subject.self
  ) throws -> StreamReading<Subject> {
    var reading = StreamReading<Subject>()
    let fault = try Self.fault {
      for event in events {
        if let recorded = try event.recorded(as: Subject.Event.self) {
          reading.state.apply(recorded)
        }
      }
      for pending in pending {
        reading.pending.insert(pending.command)
        for recorded in try pending.recorded(as: Subject.Event.self) {
          reading.state.apply(recorded)
        }
      }
    }
    reading.fault = fault ?? self.fault
    return reading
  }

  /// The acts whose day is odd beside the clock of the shared database that took them in.
  var dayMarks: [CommandID: DayMark] {
    var marks: [CommandID: DayMark] = [:]
    for event in events {
      marks[event.command] = event.receivedAt.flatMap {
        DayMark(day: event.envelope.occurredOn, received: $0)
      }
    }
    return marks
  }

  /// What in the content of a stream ended its reading: one stream is then out of reach, not the
  /// store.
  ///
  /// - Throws: what `read` throws when it is the database that fails.
  static func fault(_ read: () throws -> Void) throws -> StorageError? {
    do {
      try read()
      return nil
    } catch let error as StorageError where error.isAboutContent {
      return error
    }
  }
}

extension EventDraft {
  /// A confirmed event with its signature; nil when this store may not know what it was.
  func recorded<Event: StoredEvent>(as type: Event.Type = Event.self) throws -> Recorded<Event>? {
    let shown = PendingCommand.Event(kind: kind, schema: schema, payload: payload)
    let read = try seal?.opened() ?? shown
    guard !read.kind.hasSuffix(EventSeal.withheldMark) else { return nil }
    return Recorded(
      try read.understood(), command: command,
      signature: Signature(
        operatorID: envelope.operatorID, organisation: envelope.organisation,
        role: envelope.role,
        onBehalf: envelope.onBehalf,
        moment: envelope.recordedAt))
  }
}

extension PendingCommand {
  /// The events that a pending act gave here, signed as it was issued.
  func recorded<Event: StoredEvent>(as type: Event.Type = Event.self) throws -> [Recorded<Event>] {
    let signature = Signature(
      operatorID: operatorID, organisation: organisation, role: role,
      onBehalf: onBehalf, moment: issuedAt)
    return try events.map {
      Recorded(try $0.understood(), command: command, signature: signature)
    }
  }
}

extension PendingCommand.Event {
  fileprivate func understood<Event: StoredEvent>() throws(StorageError) -> Event {
    guard schema <= Event.schema, Event.knows(kind: kind) else {
      throw StorageError(.unreadable(event: kind), "unknown kind, or schema \(schema)")
    }
    do {
      return try EventCoding.event(Event.self, kind: kind, payload: payload)
    } catch {
      throw StorageError(.unreadable(event: kind), "the payload has another shape")
    }
  }
}

extension StorageError {
  /// Whether a row was read and not understood, as opposed to a database that fails.
  fileprivate var isAboutContent: Bool {
    switch kind {
    case .unreadable: true
    case .typeMismatch, .corrupt: code == 0
    default: false
    }
  }
}

/// What a look over a shared database found.
public struct SharedFindings: Equatable, Sendable {
  /// How many audiences were read again.
  public internal(set) var audiences = 0
  /// How many events their chains were computed of.
  public internal(set) var events: Int64 = 0
  /// What is not as it should be, in French, without any value of a dossier; none when all is well.
  public internal(set) var faults: [String] = []
}

extension SharedFindings {
  /// What must be and must not be there of streams, as statements that give those that break it.
  ///
  /// - Parameter schema: what stands before the names of tables.
  static func erasureRules(in schema: String) -> [(french: String, sql: String)] {
    [
      (
        "Dossiers dont des corps scellés manquent, ou restent après un effacement",
        """
        SELECT DISTINCT e.stream FROM \(schema)event e JOIN \(schema)stream s ON s.stream = e.stream
        WHERE e.seal_readers IS NOT NULL AND (e.seal_body IS NULL) <> s.erased LIMIT 20
        """
      ),
      (
        "Dossiers effacés dont des textes restent",
        """
        SELECT DISTINCT v.stream FROM \(schema)vault v JOIN \(schema)stream s ON s.stream = v.stream
        WHERE s.erased AND v.value IS NOT NULL LIMIT 20
        """
      ),
    ]
  }

  /// Notes the streams that break a rule.
  mutating func note(_ french: String, _ streams: [String]) {
    if !streams.isEmpty {
      faults.append("\(french) : \(streams.sorted().joined(separator: ", ")).")
    }
  }
}

/// The journal of an audience, computed again from its events.
struct JournalInspection {
  let head: SharedHead
  private(set) var seq: Int64 = 0
  private var chain: [UInt8]

  init(upTo head: SharedHead) {
    self.head = head
    chain = Chain.start(of: head.scope)
  }

  /// Whether there is more to read.
  var isOpen: Bool { seq < head.seq }

  /// What is wrong with the next event, nil when it is the one that was received.
  mutating func fault(at entry: JournalEntry?) -> String? {
    seq += 1
    guard let entry, entry.seq == seq else { return "l'événement \(seq) manque" }
    chain = Chain.next(after: chain, seq: seq, entry.event)
    guard entry.chain == chain, entry.event.seal?.isWhole ?? true else {
      return "l'événement \(seq) n'est pas celui qui a été reçu"
    }
    return nil
  }

  /// What is wrong with the end, nil when it is the one that was noted.
  var faultAtEnd: String? {
    chain == head.chain ? nil : "la fin n'est pas celle qui a été notée"
  }
}

extension SharedFindings {
  /// Reads an audience's journal again, page by page. What came in after its head was read is left
  /// to the next look.
  mutating func inspect<Failure: Error>(
    _ head: SharedHead, progress: (Int64) -> Void,
    page: (Int64) throws(Failure) -> [JournalEntry]
  ) throws(Failure) {
    audiences += 1
    var inspection = JournalInspection(upTo: head)
    var fault: String?
    while fault == nil, inspection.isOpen {
      let entries = try page(inspection.seq)
      if entries.isEmpty { fault = inspection.fault(at: nil) }
      for entry in entries where fault == nil && inspection.isOpen {
        fault = inspection.fault(at: entry)
        events += 1
      }
      progress(events)
    }
    if let fault = fault ?? inspection.faultAtEnd {
      faults.append("Journal de « \(head.scope) » : \(fault).")
    }
  }
}

import Domain
import FoundationEssentials

/// The forms in which dossiers leave the program.
public enum ExportFormat: String, CaseIterable, Sendable {
  case csv, json
}

/// What an export wrote.
public struct ExportSummary: Equatable, Sendable {
  /// The dossiers written.
  public var written = 0
  /// The dossiers left out because a later version of the program wrote in them.
  public var unreadable = 0
}

extension Store {
  /// Writes the dossiers that the operator may see as they stood, or will stand, on a day.
  ///
  /// On a past day, each is what was known of it then; on a day to come, what is known now.
  ///
  /// - Parameters:
  ///   - session: the operator, whose rights decide what is in the file.
  ///   - day: the civil day on which clocks, alerts and breaches are judged.
  ///   - hasMark: whether a CSV begins with the mark by which Excel knows UTF-8.
  ///   - write: takes the text, piece by piece.
  /// - Throws: `Refusal` when the operator may see no dossier, `StorageError`, what `write` throws.
  @discardableResult
  public func exportDossiers(
    as session: Session, on day: Day, format: ExportFormat, hasMark: Bool = false,
    write: (String) throws -> Void
  ) throws -> ExportSummary {
    guard session.seesDossiers else {
      throw Refusal("Votre rôle ne donne pas accès aux dossiers.")
    }
    let scope = QueueScope(
      organisation: session.audience, person: session.actor.id, today: session.today)
    var summary = ExportSummary()
    try write(Self.opening(format, day, hasMark: hasMark))
    for queue in [DossierQueue.open, .closed] {
      let listing = DossierListing(queue, scope, order: DossierOrder(.reference))
      for stream in try dossiers.streams(listing) {
        do {
          guard let detail = try detail(stream, for: session),
            let snapshot = DossierSnapshot(detail, for: session, in: self, on: day)
          else { continue }
          try write(Self.piece(snapshot.exported, format, isFirst: summary.written == 0))
          summary.written += 1
        } catch let error as StorageError {
          guard case .unreadable = error.kind else { throw error }
          summary.unreadable += 1
        }
      }
    }
    if format == .json {
      try write("\n]\(try exportedBesides(as: session, on: day))}\n")
    }
    return summary
  }

  /// One dossier as `exportDossiers` writes it in JSON, nil when it did not exist on that day.
  ///
  /// - Throws: `StorageError`.
  public func exportedJSON(
    of detail: DossierDetail, as session: Session, on day: Day
  ) throws -> String? {
    try DossierSnapshot(detail, for: session, in: self, on: day)?.exported.json()
  }

  private static func opening(_ format: ExportFormat, _ day: Day, hasMark: Bool) -> String {
    switch format {
    case .csv: (hasMark ? "\u{FEFF}" : "") + DossierTable.header
    case .json: "{\"au\":\"\(day.iso)\",\"dossiers\":[\n"
    }
  }

  private static func piece(
    _ dossier: ExportedDossier, _ format: ExportFormat, isFirst: Bool
  ) throws -> String {
    switch format {
    case .csv: DossierTable.line(dossier)
    case .json: (isFirst ? "" : ",\n") + (try dossier.json())
    }
  }
}

extension ExportedDossier {
  /// One line of JSON, keys in order.
  func json() throws(StorageError) -> String { try JSONLine.text(of: self) }
}

/// Values as JSON on one line, in the way of every file that leaves the program.
public enum JSONLine {
  /// The value, its keys in snake case and in order; what has no value is absent.
  ///
  /// - Throws: `StorageError`: `misuse` for a value that JSON cannot hold.
  public static func text(of value: some Encodable) throws(StorageError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      throw StorageError(.misuse, "a value has no JSON form")
    }
  }
}

import Domain

/// What is asked of Redmine, one request after the other; each waits for its answer.
struct RedmineClient: Sendable {
  private let base: RedmineAddress
  private let project: String
  private let settings: RedmineSettings
  private let key: RedmineKey
  /// How long each request may take, in seconds.
  private let patience: Int

  /// How long Redmine may think about a request, in seconds.
  static let patience = 30
  /// As many tickets as Redmine gives at once.
  static let page = 100

  /// - Throws: `RedmineError` of kind `unavailable` when something is not set, or the key is not
  ///   safe where it is.
  init(_ settings: RedmineSettings, patience: Int = RedmineClient.patience) throws(RedmineError) {
    if let problem = settings.problem { throw RedmineError(.unavailable, problem.sentence) }
    guard let base = settings.base, let project = settings.project, let file = settings.keyFile
    else { throw RedmineError(.unavailable, "Redmine n'est pas réglé.") }
    do throws(Refusal) {
      key = try RedmineKey(file: file)
    } catch {
      throw RedmineError(.unavailable, error.sentence)
    }
    (self.base, self.project, self.settings, self.patience) = (base, project, settings, patience)
  }

  /// The tickets that carry a marker, the oldest first. What Redmine lists is looked through: it
  /// leaves out a filter that it does not know, and then lists others.
  func find(_ ticket: OutgoingTicket) throws(RedmineError) -> [TicketAddress] {
    let marker = TicketMarker(ticket.key)
    let filter =
      settings.markerField.map { "cf_\($0)=\(Self.escaped(marker.text))" }
      ?? "subject=\(Self.escaped("~" + TicketMarker.prefix(of: ticket.reference)))"
    let list: RedmineList
    do {
      list = try ask(
        "issues.json?project_id=\(project)&status_id=*&sort=id:desc&limit=\(Self.page)&\(filter)",
        "le projet « \(project) »")
    } catch {
      // The project is a setting: whatever is wrong about it is put right here.
      let isSetting = error.kind == .missing || error.kind == .refused
      throw isSetting ? RedmineError(.unavailable, error.words) : error
    }
    return list.issues.filter { $0.id > 0 && $0.carries(marker, in: settings.markerField) }
      .map(\.id).sorted().map { TicketAddress(number: $0, address: base.page(of: $0)) }
  }

  /// Creates a ticket.
  ///
  /// - Throws: `RedmineError`; of kind `lost` when it may be there all the same.
  func create(_ ticket: OutgoingTicket) throws(RedmineError) -> TicketAddress {
    let new = NewIssue(
      projectId: project, trackerId: settings.tracker.number(for: ticket.motive),
      priorityId: settings.priority.number(for: ticket.motive),
      categoryId: settings.category.number(for: ticket.motive), subject: ticket.subject,
      description: ticket.body,
      customFields: settings.markerField.map {
        [NewField(id: $0, value: TicketMarker(ticket.key).text)]
      })
    guard let json = try? JSONLine.text(of: NewTicket(issue: new)) else {
      throw RedmineError(.refused, "La demande ne peut pas être écrite.")
    }
    let answer = request("issues.json", json).run()
    if let error = RedmineError(endOf: answer) { throw error }
    if let error = RedmineError(statusOf: answer, asked: "ce ticket") {
      // A server in default, or one that leads elsewhere, may have created it before.
      let isClear = (400..<500).contains(answer.status)
      throw isClear ? error : RedmineError(.lost, error.words)
    }
    let created: RedmineCreated = try Self.read(answer.body)
    guard created.issue.id > 0 else { throw RedmineError.nonsense(answer.body) }
    return TicketAddress(number: created.issue.id, address: base.page(of: created.issue.id))
  }

  /// What Redmine has of these tickets, without what was written to them.
  func list(_ numbers: [Int]) throws(RedmineError) -> [RedmineIssue] {
    let all = numbers.map(String.init).joined(separator: ",")
    let list: RedmineList = try ask(
      "issues.json?issue_id=\(all)&status_id=*&limit=\(Self.page)", "la liste des tickets")
    return list.issues.filter { numbers.contains($0.id) }
  }

  /// One ticket, with what was written to it.
  func read(_ number: Int) throws(RedmineError) -> RedmineIssue {
    let one: RedmineOne = try ask("issues/\(number).json?include=journals", "le ticket \(number)")
    guard one.issue.id == number else { throw RedmineError(.lost, "Redmine répond d'un autre.") }
    return one.issue
  }

  private func ask<Value: Decodable>(
    _ path: String, _ asked: String
  ) throws(RedmineError) -> Value {
    let answer = request(path, nil).run()
    if let error = RedmineError(endOf: answer) ?? RedmineError(statusOf: answer, asked: asked) {
      throw error
    }
    return try Self.read(answer.body)
  }

  private func request(_ path: String, _ json: String?) -> CurlRequest {
    CurlRequest(
      curl: settings.curl, url: "\(base.text)/\(path)", key: key, json: json,
      isLocal: base.isLocal, seconds: patience)
  }

  private static func read<Value: Decodable>(_ body: String) throws(RedmineError) -> Value {
    do {
      return try JSONTape(body).decode(Value.self)
    } catch {
      throw RedmineError.nonsense(body)
    }
  }

  /// A text as it stands in the query of an address.
  private static func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain = MailEncoding.isLetterOrDigit(byte) || "-_.~".utf8.contains(byte)
      return isPlain ? String(UnicodeScalar(byte)) : "%" + MailEncoding.hex(byte)
    }.joined()
  }
}

/// A ticket to be created, as Redmine reads it; the names become `project_id` and so on.
private struct NewTicket: Encodable {
  let issue: NewIssue
}

private struct NewIssue: Encodable {
  let projectId: String
  let trackerId: Int?
  let priorityId: Int?
  let categoryId: Int?
  let subject: String
  let description: String
  let customFields: [NewField]?
}

private struct NewField: Encodable {
  let id: Int
  let value: String
}

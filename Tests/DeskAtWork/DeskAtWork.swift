import Domain
import Glibc

@testable import Storage

/// A desk to be killed: it works on a store and says each thing in one line once it is accepted.
///
/// `DeskAtWork acts|import|rebuild FOLDER NUMBER [FILE]`, where references begin at the number.
/// `DeskAtWork fetch FOLDER 0 ADDRESS` fetches what a shared database has, a few events at a time.
/// `DeskAtWork connect ADDRESS` says how a connection to a PostgreSQL server went.
@main
struct DeskAtWork {
  static func main() throws {
    let words = CommandLine.arguments
    if words.count == 3, words[1] == "connect" { return connect(to: words[2]) }
    guard words.count > 3, let number = Int(words[3]) else {
      say("DeskAtWork acts|import|rebuild|fetch FOLDER NUMBER [FILE|ADDRESS]")
      exit(2)
    }
    let store = try Store(StoreLocation(directory: words[2]))
    switch words[1] {
    case "acts": try DeskAtWork(store: store).act(from: number)
    case "import": try DeskAtWork(store: store).importFile(words.last ?? "")
    case "fetch": try DeskAtWork(store: store).fetch(from: words.last ?? "")
    default:
      for _ in 0..<most { try DeskAtWork(store: store).rebuild() }
      waitForTheKill()
    }
  }

  /// One write, so that a line is said whole or not at all.
  private static func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(STDOUT_FILENO, bytes, bytes.count)
  }

  /// Connects as the program does, in the operator's language, and makes the server warn.
  private static func connect(to text: String) {
    setlocale(LC_ALL, "")
    let deadline = ContinuousClock.now + .seconds(60)
    do throws(PostgresError) {
      let address = try PostgresAddress(text)
      let connection = try PostgresConnection(address, until: deadline)
      try connection.query("DO $$ BEGIN RAISE WARNING 'a'; END $$", until: deadline)
      let settings = try PostgresSettings(address, library: connection.library)
      say("connected \(connection.place) patience \(settings.patience ?? .zero)")
    } catch {
      say("\(error.kind)")
    }
  }

  private static let clock: @Sendable () -> Moment = { Moment(seconds: Int64(time(nil))) }

  let store: Store

  /// Dossiers, each opened and filled with texts, references, logements and NUR.
  private func act(from first: Int) throws {
    var sealer = try store.sealer()
    for number in first..<first + Self.most {
      let stream = store.newStream(at: Self.clock())
      let names = ["Locataire A\(number)", "Locataire B\(number)"].map { name in
        sealer.seal(name, as: .name)
      }
      try perform(
        .create(reference: "D-2026-\(number)", volets: try volets(number, names)), on: stream,
        by: "aat-1", names)
      for (volet, agent) in [(VoletName.a, OperatorID("c1-a")), (.b, "c1-b")] {
        let digits = String(2 * number + (volet == .a ? 0 : 1))
        let zeros = String(repeating: "0", count: 6 - digits.count)
        let nur = sealer.seal(try NUR(parsing: "0750326\(zeros)\(digits)GDPUB"))
        try perform(
          .enterNUR(volet: volet, nur: nur.sealed), on: stream, by: agent, [nur.secret])
      }
      let note = sealer.seal("À rappeler lundi.", as: .note)
      try perform(
        .addNote(note: note.subject, visibility: .internal_), on: stream, by: "c1-a", [note])
    }
    Self.waitForTheKill()
  }

  /// How often a work is done that nobody ends: whoever kills may be kept waiting for minutes by a
  /// busy machine, and what was done meanwhile has to be looked over.
  private static let most = 50

  private static func waitForTheKill() {
    while true { pause() }
  }

  private func volets(_ number: Int, _ names: [Secret]) throws -> [NewVolet] {
    try zip([(VoletName.a, "org-a"), (.b, "org-b")], names).map { side, name in
      NewVolet(
        name: side.0, bailleur: OrganisationID(side.1),
        logement: Logement(
          reference: "LOG-\(side.0.rawValue)-\(number)", typologie: .t3,
          insee: try InseeCode(parsing: "93048"), commune: "Montreuil"),
        locataire: name.subject, contact1: nil, contact2: nil)
    }
  }

  private func perform(
    _ command: DossierCommand, on stream: StreamID, by person: OperatorID, _ secrets: [Secret]
  ) throws {
    guard let actor = store.directory.operators[person] else { exit(3) }
    let receipt = try store.perform(
      Act(stream: stream, command: command, secrets: secrets),
      as: Session(actor: actor, clock: Self.clock))
    Self.say(receipt.command.text)
  }

  /// Says how many dossiers of the file are in, after each batch.
  private func importFile(_ path: String) throws {
    var limits = ImportLimits()
    limits.batch = 2
    let session = Session(actor: try store.importOperator(isTrial: false), clock: Self.clock)
    _ = try store.importDossiers(from: path, as: session, limits: limits) { Self.say("\($0)") }
  }

  private func rebuild() throws {
    try store.rebuildViews()
    Self.say("rebuilt")
  }

  /// Says each transaction of the store, and ends when nothing is left to fetch.
  private func fetch(from address: String) throws {
    let shared = try SharedAddress(address).open()
    var machine = SyncMachine(sizes: .init(page: 7, slice: 2, texts: 3, deferring: 10))
    var effect = machine.step(.resumed)
    while true {
      switch effect {
      case .ask(.wait): return Self.say("fetched")
      case .pause: exit(4)
      case .ask(let request):
        effect = machine.step(.answered(try shared.answer(request, wake: -1)))
      case .store(let task):
        effect = machine.step(.stored(try store.carryOut(task, at: Self.clock())))
        Self.say("stored")
      }
    }
  }
}

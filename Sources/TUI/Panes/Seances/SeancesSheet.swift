import Domain
import Storage

/// Two commission calendars side by side, the pairs of sessions that keep the 8 days, and what they
/// mean for each dossier of the two bailleurs; a session can be moved to see what would follow.
struct SeancesSheet {
  /// The parts of the screen between which Tab moves.
  enum Focus: CaseIterable {
    case left, right, pairs, dossiers
  }

  /// Why something is being typed.
  private enum Purpose {
    case days(OrganisationID)
    case move(OrganisationID, from: Day)
  }

  /// What became of an action or a key.
  enum Outcome: Equatable {
    case done, left
    case opened(StreamID)
    case kept(Set<Day>, OrganisationID)
    case refused(String)
  }

  let planning: CaleolPlanning
  let today: Day
  /// Whether the list of the pairs of bailleurs is behind.
  let comesFromGroups: Bool
  var focus = Focus.dossiers
  /// What is known, nil while it is being read.
  private(set) var file: CaleolFile?
  /// The session that is moved, to see what would follow; nothing is recorded.
  private(set) var move: CaleolMove?
  private(set) var prompt: Prompt?
  /// The sessions as they are, or would be.
  private(set) var calendars = CaleolCalendars()
  private(set) var pairs: [CaleolPair] = []
  /// The dossiers as they are, or would be.
  private(set) var cases: [CaleolCase] = []
  private(set) var proposal = CaleolProposal()
  private(set) var consequences: [CaleolConsequence] = []
  private(set) var calendarView = ListViewport()
  private(set) var pairView = ListViewport()
  private(set) var dossierView = ListViewport()
  private var chosen: [Focus: Day] = [:]
  private var purpose: Purpose?

  init(_ planning: CaleolPlanning, today: Day, comesFromGroups: Bool) {
    self.planning = planning
    self.today = today
    self.comesFromGroups = comesFromGroups
  }

  /// The bailleurs of the two calendars.
  var bailleurs: [OrganisationID] { [planning.left, planning.right] }

  /// The days on which one of the commissions sits, in their order: the rows of the calendars.
  var dates: [Day] { calendars.left.union(calendars.right).sorted() }

  /// The session chosen in the calendar that the arrows move in.
  var session: (bailleur: OrganisationID, day: Day)? {
    guard focus == .left || focus == .right, let day = day(in: focus) else { return nil }
    return (focus == .left ? planning.left : planning.right, day)
  }

  /// The pair chosen.
  var pair: CaleolPair? {
    pairView.selected.flatMap { pairs.indices.contains($0) ? pairs[$0] : nil }
  }

  /// The dossier chosen.
  var item: CaleolCase? {
    dossierView.selected.flatMap { cases.indices.contains($0) ? cases[$0] : nil }
  }

  /// The session chosen of a calendar.
  func day(in side: Focus) -> Day? {
    let days = side == .left ? calendars.left : calendars.right
    if let day = chosen[side], days.contains(day) { return day }
    return days.min()
  }

  /// Whether a dossier has to do with what is chosen.
  func concerns(_ item: CaleolCase) -> Bool {
    if let session {
      return item.sides.contains { $0.bailleur == session.bailleur && $0.session == session.day }
    }
    guard focus == .pairs, let pair else { return false }
    return !planning.held(by: pair, among: [item], from: today).isEmpty
  }

  /// Takes what was read; what is chosen holds by the dossier and by the days.
  mutating func take(_ loaded: CaleolFile) {
    let stream = item?.stream
    file = loaded
    compute()
    dossierView.setCount(cases.count, selected: cases.firstIndex { $0.stream == stream })
  }

  mutating func setHeights(top: Int, bottom: Int) {
    calendarView.setHeight(max(1, top))
    pairView.setHeight(max(1, top))
    dossierView.setHeight(max(1, bottom))
  }

  private mutating func compute() {
    guard let file else { return }
    let known = CaleolCalendars(
      left: file.days(of: planning.left, from: today),
      right: file.days(of: planning.right, from: today))
    calendars = move.map { planning.moving($0, in: known) } ?? known
    cases = move.map { move in file.cases.map { planning.moving(move, in: $0) } } ?? file.cases
    consequences = move.map { planning.consequences(of: $0, for: file.cases) } ?? []
    pairs = planning.pairs(calendars, from: today)
    proposal = planning.proposal(for: cases, calendars, from: today)
    pairView.setCount(pairs.count, selected: pairView.selected)
    calendarView.setCount(dates.count)
    showSession()
  }

  private mutating func showSession() {
    let day = focus == .right ? day(in: .right) : day(in: .left)
    if let index = day.flatMap({ dates.firstIndex(of: $0) }) { calendarView.select(index) }
  }
}

extension SeancesSheet {
  /// Does what an action asks; nil when it is none of this screen's.
  mutating func perform(_ action: UIAction) -> Outcome? {
    if let rows = action.rows(page: page) {
      step(rows)
      return .done
    }
    switch action {
    case .nextRegion: turn(1)
    case .previousRegion: turn(-1)
    case .open: return open()
    case .back:
      guard move != nil else { return .left }
      move = nil
      compute()
    case .seance(let edit): return self.edit(edit)
    default: return nil
    }
    return .done
  }

  private var page: Int { max(1, (focus == .dossiers ? dossierView : pairView).height - 1) }

  private mutating func step(_ rows: Int) {
    switch focus {
    case .pairs: pairView.move(by: min(max(-pairs.count, rows), pairs.count))
    case .dossiers: dossierView.move(by: min(max(-cases.count, rows), cases.count))
    case .left, .right:
      let days = (focus == .left ? calendars.left : calendars.right).sorted()
      guard let index = day(in: focus).flatMap({ days.firstIndex(of: $0) }) else { return }
      chosen[focus] = days[min(max(0, index + rows), days.count - 1)]
      showSession()
    }
  }

  private mutating func turn(_ step: Int) {
    let all = Focus.allCases
    let index = (all.firstIndex(of: focus) ?? 0) + step
    focus = all[(index + all.count) % all.count]
    showSession()
  }

  /// Enter goes from a session or a pair to its dossiers, from a dossier into it.
  private mutating func open() -> Outcome {
    if focus == .dossiers { return item.map { .opened($0.stream) } ?? .done }
    let first = cases.firstIndex { concerns($0) }
    focus = .dossiers
    if let first { dossierView.select(first) }
    return .done
  }

  private mutating func edit(_ edit: SeanceEdit) -> Outcome {
    guard let file else { return .done }
    switch edit {
    case .add:
      let bailleur = focus == .right ? planning.right : planning.left
      purpose = .days(bailleur)
      prompt = Prompt(prefix: "Séances à ajouter : ", placeholder: "03/06 17/06 01/07")
    case .remove:
      guard let session else { return .refused(Self.chooseFirst) }
      guard var days = file.typed[session.bailleur], days.remove(session.day) != nil else {
        return .refused("Cette séance vient des dossiers : elle n'a pas été saisie ici.")
      }
      return keep(days, session.bailleur)
    case .move:
      guard let session else { return .refused(Self.chooseFirst) }
      guard move == nil else { return .refused("Échap quitte d'abord la simulation.") }
      purpose = .move(session.bailleur, from: session.day)
      prompt = Prompt(
        prefix: "Si la séance du \(session.day.frenchShort) passait au : ", placeholder: "17/06")
    }
    return .done
  }

  private static let chooseFirst = "Choisissez d'abord une séance : Tab va aux calendriers."

  private mutating func keep(_ days: Set<Day>, _ bailleur: OrganisationID) -> Outcome {
    file?.typed[bailleur] = days
    compute()
    return .kept(days, bailleur)
  }

  /// A key typed while days are asked for.
  mutating func type(_ key: Key) -> Outcome {
    guard var editing = prompt else { return .done }
    let outcome = editing.handle(key)
    prompt = editing
    switch outcome {
    case .cancel: prompt = nil
    case .submit(let text):
      do throws(Refusal) { return try submit(text) } catch { return .refused(error.sentence) }
    case .changed, .none: break
    }
    return .done
  }

  /// A text pasted while days are asked for.
  mutating func paste(_ text: String) { _ = prompt?.paste(text) }

  private mutating func submit(_ text: String) throws(Refusal) -> Outcome {
    var days: [Day] = []
    for word in text.split(whereSeparator: { " ,;".contains($0) }) {
      days.append(try Day.parse(french: String(word), today: today))
    }
    guard let first = days.first else { throw Refusal("Aucun jour n'a été saisi.") }
    if let past = days.first(where: { $0 < today }) {
      throw Refusal("Le \(past.french) est passé : aucune séance ne peut plus s'y tenir.")
    }
    let purpose = purpose
    prompt = nil
    switch purpose {
    case .days(let bailleur): return keep((file?.typed[bailleur] ?? []).union(days), bailleur)
    case .move(let bailleur, let from):
      move = CaleolMove(bailleur: bailleur, from: from, to: first)
      chosen[focus] = first
      compute()
      return .done
    case nil: return .done
    }
  }
}

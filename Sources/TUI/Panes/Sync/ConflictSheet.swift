import Domain
import Storage

/// What can be done about an act that did not hold.
enum ConflictEdit: CaseIterable, Hashable, Sendable {
  case redo, drop, keep
}

/// One act that did not hold, whole, with the keys that settle it.
struct ConflictSheet {
  /// What became of an action or a key.
  enum Outcome {
    case done
    /// Back to the list.
    case left
    case opened(StreamID)
    case redone(ConflictCase)
    case settled(CommandID, Settlement)
    case refused(String)
  }

  let command: CommandID
  /// The list that it was opened from.
  let list: SyncSheet
  /// What was read, nil while it is being read.
  private(set) var item: ConflictCase?
  /// Asks why the act is given up.
  private(set) var prompt: Prompt?
  /// The rows, wrapped to the width they have.
  private(set) var rows: [StyledLine] = []
  /// The first row on the screen.
  private(set) var top = 0
  private var height = 1

  init(_ command: CommandID, from list: SyncSheet) {
    self.command = command
    self.list = list
  }

  mutating func take(_ loaded: ConflictCase) {
    guard loaded.conflict.act.command == command else { return }
    item = loaded
  }

  /// Lays the rows out in the room inside the frame.
  mutating func fit(_ room: Size, in world: World) {
    height = max(1, room.rows)
    rows =
      item.map { ConflictWords(item: $0, world: world).lines }?
      .flatMap { $0.wrapped(to: room.columns - 2) } ?? []
    scroll(to: top)
  }

  /// Does what an action asks; nil when it is none of this screen's.
  mutating func perform(_ action: UIAction) -> Outcome? {
    if let rows = action.rows(page: max(1, height - 1)) {
      scroll(to: top + rows)
      return .done
    }
    switch action {
    case .back: return .left
    case .open:
      guard let item, item.detail != nil else {
        return .refused("Ce dossier n'existe pas, ou n'est pas de ceux que vous voyez.")
      }
      return .opened(item.conflict.act.stream)
    case .conflict(let edit): return settle(edit)
    default: return nil
    }
  }

  private mutating func settle(_ edit: ConflictEdit) -> Outcome {
    guard let item else { return .done }
    guard item.conflict.isUnsettled else {
      return .refused("Ce conflit est déjà réglé : il n'y a plus rien à faire.")
    }
    switch edit {
    case .redo: return .redone(item)
    case .keep: return .settled(command, .keep)
    case .drop:
      prompt = Prompt(prefix: "Motif de l'abandon : ", placeholder: "ce qui rend l'acte inutile")
      return .done
    }
  }

  /// A key typed while a reason is asked for.
  mutating func type(_ key: Key) -> Outcome {
    guard var editing = prompt else { return .done }
    let outcome = editing.handle(key)
    prompt = editing
    switch outcome {
    case .cancel: prompt = nil
    case .submit(let text):
      guard text.contains(where: { !$0.isWhitespace }) else {
        return .refused("Dites en quelques mots pourquoi l'acte est abandonné.")
      }
      prompt = nil
      return .settled(command, .drop(reason: text))
    case .changed, .none: break
    }
    return .done
  }

  /// A text pasted while a reason is asked for.
  mutating func paste(_ text: String) { _ = prompt?.paste(text) }

  private mutating func scroll(to row: Int) {
    top = min(max(0, row), max(0, rows.count - height))
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    let title = item.map { "\($0.reference) · conflit" } ?? "Conflit"
    let inside = surface.drawBox(rect, title: title, .title)
    guard item != nil else {
      surface.draw("Lecture…", in: inside.line(0).inset(columns: 1, rows: 0), .dim)
      return
    }
    surface.draw(rows[top...], in: inside.inset(columns: 1, rows: 0))
    surface.drawScrollIndicator(
      Rect(column: rect.maxColumn - 1, row: inside.row, width: 1, height: inside.height),
      first: top, visible: inside.height, total: rows.count)
  }
}

import Domain
import Storage

/// What can be done with an annonce.
enum ModerationEdit: CaseIterable, Hashable, Sendable {
  case conforme, correct, mask, suspend, report, lift
  /// Look at a photo in another program.
  case photo
  /// Go on to the next annonce.
  case next

  /// The acts of a menu: those that are recorded.
  static let acts: [ModerationEdit] = [.conforme, .correct, .mask, .suspend, .report, .lift]

  var label: String {
    switch self {
    case .conforme: "Conforme"
    case .correct: "Demander une correction"
    case .mask: "Masquer une photo, le commentaire ou l'annonce"
    case .suspend: "Suspendre"
    case .report: "Signaler"
    case .lift: "Lever une décision"
    case .photo: "Ouvrir une photo"
    case .next: "Annonce suivante"
    }
  }

  /// The act of the Domain; nil when nothing is recorded.
  var act: AnnonceAct? {
    switch self {
    case .conforme, .correct, .mask, .suspend: .moderate
    case .report: .report
    case .lift: .reverse
    case .photo, .next: nil
    }
  }
}

/// The acts on an annonce as this operator can do them now, and why some are closed.
struct ModerationCatalogue {
  /// An act, open or not.
  struct Entry {
    let edit: ModerationEdit
    /// Why it is closed, nil when it is open.
    var refusal: Refusal?
  }

  let file: AnnonceFile
  let world: World

  /// Every act, the open ones first.
  var entries: [Entry] {
    let all = ModerationEdit.acts.map { entry($0) }
    return all.filter { $0.refusal == nil } + all.filter { $0.refusal != nil }
  }

  func entry(_ edit: ModerationEdit) -> Entry {
    guard let act = edit.act else { return Entry(edit: edit) }
    if let reading = world.reading { return Entry(edit: edit, refusal: reading.refusal) }
    switch file.annonce.availability(of: act, in: world.context()) {
    case .open, .onBehalf: break
    case .closed(let refusal): return Entry(edit: edit, refusal: refusal)
    }
    guard edit == .conforme else { return Entry(edit: edit) }
    do throws(Refusal) {
      _ = try file.annonce.decide(command(.conforme), in: world.context())
      return Entry(edit: edit)
    } catch {
      return Entry(edit: edit, refusal: error)
    }
  }

  /// A decision on the version on the platform, as it came to be looked at.
  func command(
    _ ruling: AnnonceRuling, motives: [AnnonceMotive] = [], message: SubjectID? = nil
  ) -> AnnonceCommand {
    .decide(
      decision: AnnonceDecision(
        version: file.annonce.current?.number ?? 0, ruling: ruling, motives: motives,
        message: message, origin: file.drawn == nil ? .initiative : .sample))
  }

  /// « A-000123 : conforme. »
  func said(_ what: String) -> String { "\(file.annonce.number.strippedOfControls) : \(what)." }
}

/// A list from which one is chosen over the pane: the acts, or the photos.
struct ModerationMenu {
  /// What became of a key.
  enum Outcome {
    case waiting, left
    case act(ModerationEdit)
    /// The photo of that place, from 0.
    case photo(Int)
    case refused(String)
  }

  private let title: String
  private let isOfPhotos: Bool
  private var menu: Menu

  /// Every act, the open ones first; a closed one says why.
  init(_ catalogue: ModerationCatalogue) {
    title = "\(catalogue.file.annonce.number.strippedOfControls) · actes"
    isOfPhotos = false
    menu = Menu(
      catalogue.entries.map { entry in
        MenuEntry(
          id: entry.edit.name,
          key: catalogue.world.keyMap.keyName(of: .moderation(entry.edit)) ?? "",
          title: entry.edit.label, closedBecause: entry.refusal?.sentence)
      }, mode: .keys)
  }

  /// The photos of the version on the platform.
  init(photosOf file: AnnonceFile, _ version: AnnonceVersion) {
    title = "\(file.annonce.number.strippedOfControls) · photos"
    isOfPhotos = true
    let names = file.texts[version.number]?.photos ?? []
    menu = Menu(
      version.photos.enumerated().map { place, photo in
        let name = names.indices.contains(place) ? CellText.sanitized(names[place]) : "?"
        return MenuEntry(
          id: "\(place)", key: place < 9 ? "\(place + 1)" : "",
          title: "\(name)  \(photo.width) × \(photo.height)")
      }, mode: .keys)
  }

  /// Does what a key asks.
  mutating func handle(_ key: Key) -> Outcome {
    switch menu.handle(key) {
    case .chosen(let id):
      if isOfPhotos { return Int(id).map { .photo($0) } ?? .waiting }
      return ModerationEdit.allCases.first { $0.name == id }.map { .act($0) } ?? .waiting
    case .refused(let why): return .refused(why)
    case .cancel: return .left
    case .changed, .ignored: return .waiting
    }
  }

  /// Draws the menu in the middle of a rectangle.
  func draw(on surface: inout Surface, in rect: Rect) {
    let rows = min(menu.visibleEntries.count + 5, rect.height)
    let box = rect.centered(Size(columns: min(100, rect.width), rows: max(8, rows)))
    surface.fill(box)
    let inside = surface.drawBox(box, title: title, .title)
    menu.draw(into: &surface, in: inside.inset(columns: 1, rows: 0))
  }
}

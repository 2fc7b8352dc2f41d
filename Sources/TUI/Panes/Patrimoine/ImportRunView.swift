import Domain
import Storage

extension ImportRun {
  /// The share of the file that is read, in percent; nil before it is known.
  var percent: Int? {
    guard let progress, progress.part == .reading, progress.size > 0 else { return nil }
    return min(100, progress.bytes * 100 / progress.size)
  }

  /// « 431 000 lignes · 512 000 lignes/s · reste 2 s ».
  var words: String {
    guard let progress else { return "Ouverture du fichier…" }
    switch progress.part {
    case .copying: return "Copie du patrimoine en place…"
    case .saving: return "\(progress.lines.french("ligne")) · écriture sur le disque…"
    case .reading:
      var words = progress.lines.french("ligne")
      guard elapsed > 0.2 else { return words }
      words += " · \(Int(Double(progress.lines) / elapsed).french) lignes/s"
      if let left { words += " · reste \(left)" }
      return words
    }
  }

  /// What is left to read, as time; nil as long as nobody can tell.
  private var left: String? {
    guard let progress, progress.bytes > 0, elapsed > 0.5 else { return nil }
    let seconds = Int(
      elapsed * Double(progress.size - progress.bytes) / Double(progress.bytes) + 0.5)
    return seconds < 90 ? "\(seconds) s" : "\((seconds + 30) / 60) min"
  }
}

/// The file under way, at the bottom of the pane: how far it is, and how to stop it.
struct ImportRunView {
  let run: ImportRun
  let world: World

  private static let height = 5

  func draw(on surface: inout Surface, in rect: Rect) {
    let box = rect.splitBottom(min(Self.height, rect.height)).bottom
    surface.fill(box)
    let what = run.job.isTrial ? "Essai" : "Import"
    let title = "\(what) · \(world.directory.name(of: run.job.bailleur)) · \(run.job.name)"
    let inside = surface.drawBox(box, title: title, .waiting).inset(columns: 1, rows: 0)
    let width = max(10, min(60, inside.width - 8))
    let done = (run.percent ?? 0) * width / 100
    surface.draw(
      StyledLine([
        Span(String(repeating: "█", count: done), .waiting),
        Span(String(repeating: "░", count: width - done), .dim),
        Span(run.percent.map { " \($0) %" } ?? ""),
      ]), in: inside.line(0))
    surface.draw(run.words, in: inside.line(1))
    surface.draw("Échap annule : rien ne sera enregistré.", in: inside.line(2), .dim)
  }
}

import Domain
import Storage

/// Draws the accounts under their organisations, and below them all of the one chosen.
struct AccountsView {
  let pane: AccountsPane

  /// The rule below the rows and the lines under it.
  private static let footHeight = 3

  /// The rows that the list has in that room.
  static func listHeight(in room: Size) -> Int { room.rows - footHeight }

  func draw(on surface: inout Surface, in rect: Rect) {
    let inside = surface.drawBox(rect, title: title, .title)
    let (list, foot) = inside.splitBottom(Self.footHeight)
    guard !pane.rows.isEmpty else {
      surface.drawParagraph(
        empty.text, in: list.splitTop(1).rest.inset(columns: 1, rows: 0), empty.style)
      return
    }
    for (offset, index) in pane.viewport.visible.enumerated() {
      draw(
        pane.rows[index], isSelected: index == pane.viewport.selected, on: &surface,
        in: list.line(offset))
    }
    surface.drawScrollIndicator(
      Rect(column: rect.maxColumn - 1, row: list.row, width: 1, height: list.height),
      first: pane.viewport.visible.lowerBound, visible: list.height, total: pane.rows.count)
    surface.drawDivider(in: rect, row: foot.row)
    let words = foot.splitTop(1).rest.inset(columns: 1, rows: 0)
    if let error = pane.error {
      surface.drawParagraph("✗ \(error.french) r relit.", in: words, .error)
    } else {
      surface.drawParagraph(chosen, in: words)
    }
  }

  private var title: String {
    let count = pane.file?.accounts.count ?? 0
    let filter = pane.filter.isEmpty ? "" : " · filtre : \(pane.filter)"
    guard pane.file != nil else { return "Bailleurs · comptes" }
    return "Bailleurs · \(count) compte\(count > 1 ? "s" : "")\(filter)"
  }

  /// What stands in the place of the rows.
  private var empty: (text: String, style: Style) {
    if let error = pane.error {
      return error.kind == .setting
        ? (error.french, .normal) : ("✗ \(error.french) r relit.", .error)
    }
    guard pane.file != nil else { return ("Lecture des comptes…", .dim) }
    if !pane.filter.isEmpty { return ("Rien pour « \(pane.filter) ». Échap efface.", .dim) }
    return (pane.rules?.nobody ?? "", .normal)
  }

  private var chosen: String {
    switch pane.selected {
    case .account(let account):
      let email = account.person.email.map { ", \($0)" } ?? ", sans adresse"
      return "\(account.words)\(email). "
        + (account.isDisabled ? "Compte fermé : x le rouvre." : "Compte ouvert.")
    case .organisation(let organisation, let count):
      let siret = organisation.siret.map { " · SIRET \($0.grouped)" } ?? ""
      return "\(organisation.name)\(siret) · \(count) compte\(count > 1 ? "s" : "") à tenir. "
        + "+ en crée un."
    case nil: return ""
    }
  }

  private func draw(
    _ row: AccountsPane.Row, isSelected: Bool, on surface: inout Surface, in line: Rect
  ) {
    surface.draw(isSelected ? "▸" : " ", in: line, .title)
    let place = line.splitLeft(2).rest.splitRight(1).rest
    switch row {
    case .organisation(let organisation, let count):
      let words = count == 0 ? "aucun compte" : "\(count) compte\(count > 1 ? "s" : "")"
      let (name, right) = place.splitRight(14)
      surface.draw(organisation.name, in: name, .label)
      surface.draw(words, in: right, .dim, alignment: .right)
    case .account(let account):
      let isMe = account.person.person.id == pane.file?.me.id
      var (cell, rest) = place.splitLeft(2).rest.splitLeft(max(14, place.width / 5))
      let style: Style = account.isDisabled ? .dim : .normal
      surface.draw(account.person.person.name + (isMe ? " (moi)" : ""), in: cell, style)
      (cell, rest) = rest.splitLeft(1).rest.splitLeft(max(10, place.width / 7))
      surface.draw(account.login, in: cell, .dim)
      let (roles, right) = rest.splitLeft(1).rest.splitRight(account.isDisabled ? 8 : 0)
      surface.draw(
        account.person.person.roles.sorted().map(\.label).joined(separator: ", "), in: roles,
        style)
      surface.draw("– fermé", in: right, .warning, alignment: .right)
    }
    if isSelected { surface.restyle(line) { $0.adding(.reverse) } }
  }
}

import Domain
import Storage

/// Draws the first start.
struct AssistantView {
  let assistant: Assistant

  /// The screen.
  func surface(_ size: Size) -> Surface {
    var surface = Surface(size: size)
    guard !FrameLayout.isTooSmall(size) else {
      let least = FrameLayout.least
      surface.draw(
        "Fenêtre trop petite : \(least.columns) x \(least.rows) au moins.", column: 0, row: 0)
      return surface
    }
    let frame = FrameLayout(size)
    surface.fill(frame.top, .header)
    surface.draw("Échanger Habiter", in: frame.top.inset(columns: 1, rows: 0), .header)
    surface.draw(
      "premier démarrage", in: frame.top.inset(columns: 1, rows: 0), .header, alignment: .right)
    let inside = surface.drawBox(frame.body, title: title, .title).inset(columns: 1, rows: 0)
    let room = inside.splitTop(1).rest
    draw(on: &surface, in: room)
    let footer = frame.footer.inset(columns: 1, rows: 0)
    if case .typing(let prompt) = assistant.step {
      prompt.draw(into: &surface, in: footer)
    } else {
      KeyHints.draw(hints, into: &surface, in: footer)
    }
    return surface
  }

  private var title: String {
    switch assistant.step {
    case .choosing, .typing: "La base partagée"
    case .trying: "Connexion"
    case .greeted: "Qui vous êtes"
    case .filling: "Les dossiers arrivent"
    case .alone: "Poste seul"
    }
  }

  private func draw(on surface: inout Surface, in room: Rect) {
    switch assistant.step {
    case .choosing, .typing: drawChoice(on: &surface, in: room)
    case .trying(let address):
      surface.drawParagraph("… Connexion à \(address.label)", in: room, .waiting)
    case .greeted(let greeting): draw(greeting, on: &surface, in: room)
    case .filling(let greeting, let status): draw(greeting, status, on: &surface, in: room)
    case .alone(let form):
      let (place, foot) = room.splitBottom(3)
      form.draw(into: &surface, in: place)
      drawProblem(on: &surface, in: foot)
    }
  }

  private func drawChoice(on surface: inout Surface, in room: Rect) {
    let words =
      "habiter enregistre vos actes sur ce poste, puis les échange avec ceux des autres par une "
      + "base partagée. Laquelle suivre ?"
    var (_, rest) = room.splitTop(surface.drawParagraph(words, in: room) + 1)
    let menu = rest.splitTop(assistant.menu.visibleEntries.count).top
    assistant.menu.draw(into: &surface, in: menu)
    rest = rest.splitTop(menu.height + 1).rest
    if assistant.problem != nil {
      drawProblem(on: &surface, in: rest)
    } else {
      surface.drawParagraph(
        "Votre administrateur connaît l'adresse : « sqlite:/chemin/bourse.sqlite » pour un "
          + "fichier de cette machine, « postgresql://serveur/bourse » ou « service=bourse » pour "
          + "un serveur. Aucun mot de passe ne s'y met. Pour essayer sans rien régler : habiter "
          + "demo.",
        in: rest, .dim)
    }
  }

  private func drawProblem(on surface: inout Surface, in room: Rect) {
    guard let problem = assistant.problem else { return }
    surface.drawParagraph("✗ \(problem)", in: room, .error)
  }

  private func draw(_ greeting: Greeting, on surface: inout Surface, in room: Rect) {
    let rows = Self.lines(of: greeting).flatMap { $0.wrapped(to: room.width) }
    let first = min(assistant.top, max(0, rows.count - room.height))
    surface.draw(rows[first...], in: room)
    surface.drawScrollIndicator(
      Rect(column: room.maxColumn, row: room.row, width: 1, height: room.height),
      first: first, visible: room.height, total: rows.count)
  }

  private static func lines(of greeting: Greeting) -> [FlowLine] {
    let roles = greeting.me.roles.sorted().map(\.label).joined(separator: ", ")
    let old =
      greeting.isTooRecent
      ? [
        FlowLine(
          "! Ce programme est trop ancien pour y écrire : il ne fera que lire. Installez la "
            + "dernière version.", .warning, indent: 2)
      ] : []
    return [
      FlowLine([
        Span("✓ ", .done),
        Span("Vous êtes \(greeting.me.name), \(roles), \(greeting.organisation)."),
      ]),
      FlowLine([Span("Base partagée : ", .label), Span(greeting.address.label)], indent: 2),
    ] + old + [FlowLine()] + RightsWords(me: greeting.me).lines + [
      FlowLine(),
      FlowLine(
        "Entrée copie sur ce poste les dossiers que vous pouvez voir, et rien d'autre. Ce n'est "
          + "pas vous ? Échap revient : parlez-en à votre administrateur.", .dim),
    ]
  }

  private func draw(
    _ greeting: Greeting, _ status: SyncStatus, on surface: inout Surface, in room: Rect
  ) {
    var lines: [FlowLine] = [FlowLine("Base partagée : \(greeting.address.label)", .dim)]
    if let message = status.storeError { lines.append(FlowLine("✗ \(message)", .error)) }
    if let error = status.error, status.storeError == nil {
      lines.append(FlowLine("✗ \(error.french)", .error, indent: 2))
      lines.append(FlowLine("Un nouvel essai se fait de lui-même ; r essaie maintenant.", .dim))
    }
    if let progress = status.progress, progress.total > 0 {
      lines.append(
        FlowLine(
          "\(progress.done.frenchGrouped) événements sur \(progress.total.frenchGrouped)"))
    } else if status.error == nil {
      lines.append(FlowLine("… Lecture", .waiting))
    }
    var rows = lines.flatMap { $0.wrapped(to: room.width) }
    if let progress = status.progress, progress.total > 0 {
      rows.append(SyncSheetView.bar(progress, width: min(60, room.width - 6)))
    }
    rows += [StyledLine()]
    let words =
      "On peut ouvrir sans attendre, les dossiers viennent à mesure ; ou quitter : la copie "
      + "reprendra où elle en est."
    rows += FlowLine(words, .dim).wrapped(to: room.width)
    surface.draw(rows, in: room)
  }

  private var hints: [KeyHint] {
    let pairs: [(String, String)]
    switch assistant.step {
    case .choosing, .typing: pairs = [("Entrée", "choisir"), ("↑↓", "parcourir"), ("q", "quitter")]
    case .trying: pairs = [("Échap", "revenir")]
    case .greeted:
      pairs = [
        ("Entrée", "continuer"), ("↑↓", "parcourir"), ("Échap", "revenir"), ("q", "quitter"),
      ]
    case .filling(_, let status):
      pairs =
        (status.me == nil ? [] : [("Entrée", "ouvrir")])
        + (status.error == nil ? [] : [("r", "réessayer")]) + [("q", "quitter")]
    case .alone:
      pairs = [("Entrée", "valider"), ("Tab", "champ suivant"), ("Échap", "revenir")]
    }
    return pairs.map { KeyHint(key: $0.0, label: $0.1) }
  }
}

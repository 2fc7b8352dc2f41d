import Domain
import Storage

/// The table of the signalements of a queue.
struct SignalementTable {
  let world: World
  let queue: SignalementQueue

  func draw(_ pane: SignalementsPane, on surface: inout Surface, in rect: Rect) {
    // The bar of the table stands on the frame.
    let place = Rect(
      column: rect.column, row: rect.row, width: rect.width + 1, height: rect.height)
    let columns = columns
    Table(columns: columns.map(\.column)).draw(
      into: &surface, in: place, viewport: pane.list.viewport, isFocused: pane.focus == .list
    ) { range in
      range.map { index in
        guard let line = pane.list.row(at: index) else {
          return TableRow(cells: [TableCell("…", .dim)])
        }
        return TableRow(
          cells: columns.map { $0.cell(line) }, isMarked: pane.marks[line.summary.stream] != nil)
      }
    }
  }

  private struct Column {
    let column: TableColumn
    let cell: (SignalementLine) -> TableCell
  }

  private var columns: [Column] {
    var columns = [
      Column(column: TableColumn(title: "Numéro", minimum: 13, priority: 9)) {
        TableCell($0.summary.number)
      },
      Column(column: TableColumn(title: "Reçu", minimum: 5, priority: 4)) {
        TableCell($0.summary.reception.day.frenchShort, .dim)
      },
      Column(
        column: TableColumn(title: "Âge", minimum: 6, priority: 7, alignment: .right)
      ) { age(of: $0.summary) },
    ]
    if queue.isMixed {
      columns.append(
        Column(column: TableColumn(title: "État", minimum: 20, priority: 6)) {
          state(of: $0.summary)
        })
    }
    if world.signalementBailleur == nil {
      columns.append(
        Column(
          column: TableColumn(title: "Bailleur", minimum: 14, maximum: 28, flex: 2, priority: 5)
        ) { TableCell(world.directory.name(of: $0.summary.bailleur)) })
    }
    return columns + [
      Column(column: TableColumn(title: "Objet", minimum: 12, maximum: 12, priority: 3)) {
        TableCell($0.summary.short, .label)
      },
      Column(column: TableColumn(title: "Pris par", minimum: 10, maximum: 16, priority: 2)) {
        holder(of: $0.summary)
      },
      Column(column: TableColumn(title: "Message", minimum: 16, flex: 5, priority: 8)) {
        $0.excerpt.map { TableCell($0) } ?? TableCell("non lisible ici", .dim)
      },
    ]
  }

  private func age(of summary: SignalementSummary) -> TableCell {
    guard let age = summary.age(in: world) else { return TableCell("–", .dim) }
    return TableCell("\(age.days) j\(age.sign)", age.style)
  }

  private func state(of summary: SignalementSummary) -> TableCell {
    if let outcome = summary.outcome, summary.status == .clos {
      return TableCell(outcome.label, .dim)
    }
    return TableCell(summary.status.label, summary.status.isOver ? .dim : .normal)
  }

  private func holder(of summary: SignalementSummary) -> TableCell {
    guard let holder = summary.holder else { return "" }
    return holder == world.actor.id
      ? TableCell("moi", .key) : TableCell(world.directory.name(of: holder) ?? "un autre", .waiting)
  }
}

extension SignalementSummary {
  /// How long it has been where it is, nil once it is over.
  func age(in world: World) -> SignalementAge? {
    status.age(since: since, on: world.today, world.reglement)
  }

  /// Its category in a word, or its nature where that says more.
  var short: String {
    switch reception.nature {
    case .inscription: "inscription"
    case .bailleur: "bailleur"
    case .inscrit:
      switch category {
      case .connexion: "connexion"
      case .annonce: "annonce"
      case .recherche: "recherche"
      case .message: "message"
      case .dossier: "dossier"
      case .logement: "logement"
      case .comportement: "comportement"
      case .autre: "autre"
      }
    }
  }
}

extension SignalementAge {
  /// The sign that says how it stands without a colour; a target that is passed is no breach.
  var sign: String {
    switch tone {
    case .fresh: " "
    case .soon: "~"
    case .beyond: "+"
    }
  }

  var style: Style {
    switch tone {
    case .fresh: .normal
    case .soon: .waiting
    case .beyond: .soon
    }
  }

  /// « 4 j », « 3 j, dernier jour de la cible indicative », « 6 j, au-delà de la cible indicative
  /// de 5 j ».
  var words: String {
    switch tone {
    case .fresh: "\(days)\u{A0}j (cible indicative : \(target)\u{A0}j)"
    case .soon: "\(days)\u{A0}j, dernier jour de la cible indicative"
    case .beyond: "\(days)\u{A0}j, au-delà de la cible indicative de \(target)\u{A0}j"
    }
  }
}

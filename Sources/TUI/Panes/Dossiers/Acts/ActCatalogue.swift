import Domain
import Storage

/// The acts on a dossier as this operator can do them now, and why some are closed.
struct ActCatalogue {
  /// An act with the volets on which it is open.
  struct Entry {
    let act: DossierAct
    /// The volets on which it may be done; empty for an act on the whole dossier, or a closed one.
    let volets: [VoletName]
    /// The bailleur in whose name it must be done, if any.
    let onBehalf: OrganisationID?
    /// Why it is closed, nil when it is open.
    let refusal: Refusal?

    var isOpen: Bool { refusal == nil }
  }

  let dossier: Dossier
  let world: World

  /// The acts chosen on a dossier: a creation has none yet, an undo names the act it takes back, an
  /// import follows the file.
  static let offered = DossierAct.allCases.filter {
    $0 != .create && $0 != .undo && $0 != .noteLogement
  }

  /// Every act offered: the open ones first, in the order of the process.
  var entries: [Entry] {
    let all = Self.offered.map { entry($0) }
    return all.filter(\.isOpen) + all.filter { !$0.isOpen }
  }

  /// One act: where it is open, or the reason nearest to the operator why it is not.
  func entry(_ act: DossierAct) -> Entry {
    if let reading = world.reading {
      return Entry(act: act, volets: [], onBehalf: nil, refusal: reading.refusal)
    }
    let context = world.context()
    guard act.traits.reach == .volet else {
      return entry(act, [(nil, dossier.availability(of: act, in: context))])
    }
    return entry(
      act,
      dossier.volets.map { ($0.name, dossier.availability(of: act, on: $0.name, in: context)) })
  }

  /// An act on one volet: open there, or why not.
  func entry(_ act: DossierAct, on volet: VoletName) -> Entry {
    if let reading = world.reading {
      return Entry(act: act, volets: [], onBehalf: nil, refusal: reading.refusal)
    }
    return entry(act, [(volet, dossier.availability(of: act, on: volet, in: world.context()))])
  }

  private func entry(
    _ act: DossierAct, _ answers: [(volet: VoletName?, availability: Availability)]
  ) -> Entry {
    var volets: [VoletName] = []
    var onBehalf: OrganisationID?
    var isOpen = false
    var refusals: [(VoletName?, Refusal)] = []
    for answer in answers {
      switch answer.availability {
      case .open: volets += answer.volet.map { [$0] } ?? []
      case .onBehalf(let bailleur, _):
        onBehalf = onBehalf ?? bailleur
        volets += answer.volet.map { [$0] } ?? []
      case .closed(let refusal): refusals.append((answer.volet, refusal))
      }
      isOpen = isOpen || answer.availability.isOpen
    }
    guard !isOpen else {
      return Entry(act: act, volets: volets, onBehalf: onBehalf, refusal: nil)
    }
    let own = refusals.first { answer in
      answer.0.flatMap { dossier[$0] }?.bailleur == world.audience
    }
    let refusal = (own ?? refusals.first)?.1 ?? Refusal("Cet acte n'est pas possible maintenant.")
    return Entry(act: act, volets: [], onBehalf: nil, refusal: refusal)
  }

  /// The next act of the dossier for this operator: the first duty it can do, else the first open
  /// act that moves the dossier on.
  var next: Entry? {
    let duties = dossier.blockers(under: world.reglement).map(\.duty.act)
    return duties.map { entry($0) }.first(where: \.isOpen)
  }

  /// Why the operator has no next act: who must move instead.
  var nextRefusal: Refusal {
    let duties = dossier.blockers(under: world.reglement).map(\.duty.act)
    return duties.map { entry($0) }.compactMap(\.refusal).first
      ?? Refusal(
        dossier.headline(on: world.today, under: world.reglement, names: world.directory))
  }
}

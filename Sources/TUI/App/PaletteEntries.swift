import Domain
import Storage

extension App {
  /// What the palette offers here and now: every command and its values, every queue, every act of
  /// the dossier with the reason why it is closed, and all else that has a key.
  var paletteEntries: [Palette.Entry] {
    commandEntries + actEntries + keyEntries + queueEntries + valueEntries
  }

  private var commandEntries: [Palette.Entry] {
    Self.commands.map { command in
      Palette.Entry(
        target: .command(command.name), name: command.name + (command.takesMore ? " " : ""),
        title: ":\(command.name) · \(command.help)",
        key: command.action.flatMap { world.keyMap.keyName(of: $0) } ?? "")
    }
  }

  /// The values that a command takes, each as an entry of its own.
  private var valueEntries: [Palette.Entry] {
    let themes = Theme.all.map { theme in
      Palette.Entry(
        target: .command("theme \(theme.name)"), name: "theme \(theme.name)",
        title: ":theme \(theme.name) · \(theme.summary)")
    }
    let columns = DossierSort.allCases.map { sort in
      let title = sort.title(isOwn: world.audience != nil).lowercased()
      return Palette.Entry(
        target: .command("trier \(title)"), name: "trier \(title)", title: ":trier \(title)")
    }
    let profiles = DemoProfile.allCases.map { profile in
      Palette.Entry(
        target: .command("profil \(profile.rawValue)"), name: "profil \(profile.rawValue)",
        title: ":profil \(profile.rawValue)", closedBecause: world.isDemo ? nil : Self.onlyInDemo)
    }
    let isOpened = active == .dossiers && dossiers.detail != nil
    let households = VoletName.allCases.map { name in
      Palette.Entry(
        target: .command("acces \(name.rawValue)"), name: "acces \(name.rawValue)",
        title: ":acces \(name.rawValue) · Le foyer qui quitte le logement \(name.rawValue)",
        closedBecause: isOpened ? nil : "Ouvrez d'abord le dossier.")
    }
    return columns + themes + profiles + households
  }

  private var queueEntries: [Palette.Entry] {
    DossiersPane.queues(for: world).map { queue in
      Palette.Entry(target: .queue(queue), name: queue.label, title: "File : \(queue.label)")
    }
  }

  /// The acts on the dossier in front; from Accueil, the dossier is opened first and answers then.
  private var actEntries: [Palette.Entry] {
    guard sheet == nil else { return [] }
    guard active != .bailleurs else { return [] }
    guard active != .patrimoine else { return patrimoineEntries }
    guard active != .signalements else { return signalementEntries }
    guard active != .moderation else { return moderationEntries }
    guard active != .conformite else { return [] }
    guard active == .dossiers else {
      return accueil.list.selected == nil
        ? []
        : ActCatalogue.offered.map { entry($0, closedBecause: world.reading?.refusal.sentence) }
    }
    guard let dossier = dossiers.detail?.dossier else { return [] }
    return ActCatalogue(dossier: dossier, world: world).entries.map {
      entry($0.act, closedBecause: $0.refusal?.sentence)
    }
  }

  /// The acts on the patrimoine of the bailleur selected.
  private var patrimoineEntries: [Palette.Entry] {
    (patrimoineCatalogue?.entries ?? []).map { entry in
      Palette.Entry(
        target: .action(.patrimoine(entry.edit)), name: entry.edit.label, title: entry.edit.label,
        key: world.keyMap.keyName(of: .patrimoine(entry.edit)) ?? "",
        closedBecause: entry.refusal?.sentence)
    }
  }

  /// The acts on the signalement selected.
  private var signalementEntries: [Palette.Entry] {
    (signalementCatalogue?.entries ?? []).map { entry in
      Palette.Entry(
        target: .action(.signalement(entry.edit)), name: entry.edit.label,
        title: entry.edit.label,
        key: TriageKey.of(entry.edit).flatMap { world.keyMap.keyName(of: .triage($0)) } ?? "",
        closedBecause: entry.refusal?.sentence)
    }
  }

  /// The acts on the annonce selected.
  private var moderationEntries: [Palette.Entry] {
    (moderationCatalogue?.entries ?? []).map { entry in
      Palette.Entry(
        target: .action(.moderation(entry.edit)), name: entry.edit.label, title: entry.edit.label,
        key: world.keyMap.keyName(of: .moderation(entry.edit)) ?? "",
        closedBecause: entry.refusal?.sentence)
    }
  }

  private func entry(_ act: DossierAct, closedBecause why: String?) -> Palette.Entry {
    let group = ActGroup.allCases.first { $0.acts.contains(act) }
    return Palette.Entry(
      target: .action(.act(act)), name: act.traits.label, title: act.traits.label,
      key: group.flatMap { world.keyMap.keyName(of: .acts($0)) } ?? "", closedBecause: why)
  }

  /// What has a key here and is neither a command, an act of its own, nor a move.
  private var keyEntries: [Palette.Entry] {
    let moves: Set<UIAction> = [
      .up, .down, .pageUp, .pageDown, .first, .last, .palette, .open, .back, .nextRegion,
      .previousRegion, .nextBar, .previousBar, .revealNUR,
    ]
    let told = moves.union(Self.commands.compactMap(\.action))
    return world.keyMap.bindings(in: place).compactMap { binding in
      if case .acts = binding.action { return nil }
      if case .patrimoine = binding.action { return nil }
      if case .triage(let key) = binding.action, !key.edits.isEmpty { return nil }
      if case .moderation(let edit) = binding.action, edit.act != nil { return nil }
      guard !told.contains(binding.action) else { return nil }
      return Palette.Entry(
        target: .action(binding.action), name: binding.hint ?? binding.help, title: binding.help,
        key: binding.keys.first.map(KeyMap.name(of:)) ?? "")
    }
  }
}

extension Palette.Entry {
  /// A vue by its name.
  init(vue name: String) {
    self.init(target: .command("vue \(name)"), name: "vue \(name)", title: ":vue \(name)")
  }
}

import Domain
import Storage

/// An act on a patrimoine being prepared: its fields, and what their values make.
struct PatrimoineDraft: Sendable {
  let entry: PatrimoineCatalogue.Entry
  let catalogue: PatrimoineCatalogue
  /// The step chosen on the screen, if one was.
  let step: PatrimoineStep?

  var world: World { catalogue.world }
  var bailleur: OrganisationID { catalogue.file.bailleur }
  var patrimoine: Patrimoine { catalogue.file.patrimoine }

  var bailleurName: String { world.directory.name(of: bailleur) }

  /// What is to be known before.
  var rules: [String] {
    switch entry.edit {
    case .importFile, .trial: fileRules
    case .confirm, .drop:
      patrimoine.held.map { held in
        let changes = PatrimoineDetailRows.changes(of: held.facts)
        return [
          "\(PatrimoineEventWords.file(held.facts)), reçu le \(held.day.french) : "
            + "\(held.facts.lines.french("ligne")), \(changes)."
        ]
      } ?? []
    case .step, .withdraw, .remind, .search: []
    case .sync:
      ["La clé publique et l'identifiant que le bailleur a communiqués par ticket Redmine."]
    }
  }

  private var fileRules: [String] {
    guard let current = patrimoine.current else {
      return ["Premier fichier de ce bailleur : il ne sera comparé à aucun autre."]
    }
    guard catalogue.file.kept[current.id] != nil else {
      return [
        "Le patrimoine en place n'est pas sur ce poste : seul le nombre de logements sera comparé."
      ]
    }
    let day = current.facts.day.map { "du \($0.french)" } ?? "reçu le \(current.day.french)"
    return [
      "Le fichier sera comparé à celui \(day), \(current.facts.logements.french("logement"))."
    ]
  }

  /// What somebody is reminded of, as the values choose it.
  func subject(of values: FormValues) -> PatrimoineReminder? {
    values.choice("objet").flatMap { code in subjects.first { $0.code == code } }
  }

  /// The message proposed about a subject.
  func message(about subject: PatrimoineReminder) -> String {
    subject.message(
      about: patrimoine, of: bailleur, on: world.today, names: world.directory)
  }

  /// What the domain says against the values, for the field it names.
  func finding(for field: String, _ values: FormValues) -> Finding? {
    do throws(Refusal) {
      _ = try order(from: values)
      return nil
    } catch {
      return error.field == field ? .error(error.sentence) : nil
    }
  }

  /// What the values ask for.
  func request(from values: FormValues) throws(Refusal) -> PatrimoineRequest {
    guard entry.edit == .importFile || entry.edit == .trial else {
      let (order, said) = try order(from: values)
      if case .remind(_, let about, _) = order.command {
        return .remind(bailleur, about: about, text: order.secrets.first?.value ?? "")
      }
      return .perform(order, said: said)
    }
    var sealer = world.sealer
    var job = ImportJob(
      bailleur: bailleur, path: values.text(Self.path) ?? "", isTrial: entry.edit == .trial,
      base: patrimoine.current?.id)
    if entry.isOnBehalf { job.onBehalf = try acting(values, &sealer, &job.secrets) }
    return .start(job)
  }

  private func chosenStep(_ values: FormValues) throws(Refusal) -> PatrimoineStep {
    let step = values.choice("etape").flatMap { code in
      PatrimoineStep.allCases.first { "\($0.number)" == code }
    }
    guard let step else { throw Refusal("Choisissez une étape.", field: "etape") }
    return step
  }

  /// The act that the values make, if the domain accepts it as far as this desk can tell.
  private func order(
    from values: FormValues
  ) throws(Refusal) -> (order: PatrimoineOrder, said: String) {
    var sealer = world.sealer
    var order = PatrimoineOrder(bailleur, .remind(bailleur: bailleur, about: .errors, message: nil))
    var said = "\(bailleurName) : "
    var isOnBehalf = entry.isOnBehalf
    switch entry.edit {
    case .confirm, .drop:
      guard let held = patrimoine.held else {
        throw Refusal("Aucun import n'attend de confirmation.")
      }
      let confirms = entry.edit == .confirm
      order.command =
        confirms ? .confirmImport(import: held.id) : .dropImport(import: held.id)
      said += confirms ? "import confirmé." : "import abandonné, le patrimoine reste en place."
    case .step:
      let step = try chosenStep(values)
      let day = values.day("date") ?? world.today
      isOnBehalf = catalogue.isOnBehalf(step)
      order.command = .registerStep(bailleur: bailleur, step: step, on: day)
      said += "étape \(step.number) « \(step.label) » enregistrée au \(day.french)."
    case .withdraw:
      let step = try chosenStep(values)
      isOnBehalf = catalogue.isOnBehalf(step)
      order.command = .withdrawStep(step: step)
      said += "étape \(step.number) « \(step.label) » retirée."
    case .remind:
      guard let subject = subject(of: values) else {
        throw Refusal("Choisissez un objet.", field: "objet")
      }
      let secret = values.text("message").map { sealer.seal($0, as: .message) }
      order.secrets = [secret].compactMap(\.self)
      order.command = .remind(bailleur: bailleur, about: subject, message: secret?.subject)
    case .sync:
      let key = try SSHPublicKey(parsing: values.text("cle") ?? "")
      let secrets = [key.line, values.text("identifiant") ?? ""].map { sealer.seal($0, as: .note) }
      order.secrets = secrets
      order.command = .declareSync(
        bailleur: bailleur, fingerprint: key.fingerprint, key: secrets[0].subject,
        identifier: secrets[1].subject)
      said += "synchronisation automatique déclarée."
    case .importFile, .trial, .search: throw Refusal("Choisissez un fichier.")
    }
    if isOnBehalf { order.onBehalf = try acting(values, &sealer, &order.secrets) }
    _ = try patrimoine.decide(order.command, in: world.context(onBehalf: order.onBehalf))
    return (order, said)
  }

  /// In whose name it is done, with the reason sealed.
  func acting(
    _ values: FormValues, _ sealer: inout Sealer, _ secrets: inout [Secret]
  ) throws(Refusal) -> OnBehalf {
    guard let text = values.text("au_nom_de") else {
      throw Refusal("Indiquez pourquoi vous agissez en son nom.", field: "au_nom_de")
    }
    let reason = sealer.seal(text, as: .reason)
    secrets.append(reason)
    return OnBehalf(organisation: bailleur, reason: reason.subject)
  }
}

extension PatrimoineReminder {
  /// The subject as a list of choices names it.
  var code: String {
    switch self {
    case .monthlyFile: "fichier"
    case .errors: "erreurs"
    case .step(let step): "etape-\(step.number)"
    }
  }
}

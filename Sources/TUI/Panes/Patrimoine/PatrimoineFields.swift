import Domain
import Storage

/// The fields of the form of an act on a patrimoine, with the answers that the account proposes.
extension PatrimoineDraft {
  /// The fields, in the order in which they are filled.
  var fields: [FormField] { onBehalf + own }

  private var onBehalf: [FormField] {
    let isAsked =
      entry.edit == .step || entry.edit == .withdraw
      ? catalogue.steps.contains { catalogue.isOnBehalf($0) } : entry.isOnBehalf
    guard isAsked else { return [] }
    return [
      FormField(
        id: "au_nom_de", label: "Au nom du bailleur", kind: .text(),
        help: "Vous agissez au nom de \(bailleurName) : dites pourquoi, ce sera journalisé.",
        isRequired: entry.isOnBehalf)
    ]
  }

  private var own: [FormField] {
    switch entry.edit {
    case .importFile, .trial: [path]
    case .confirm, .drop, .search: []
    case .step: [stepField(catalogue.steps, initial: step ?? patrimoine.nextStep), day]
    case .withdraw:
      [stepField(catalogue.steps.filter { patrimoine.steps[$0] != nil }, initial: step)]
    case .remind: [subjectField, messageField]
    case .sync: syncFields
    }
  }

  private var path: FormField {
    FormField(
      id: Self.path, label: "Fichier", kind: .text(limit: 500),
      help: "PATRIMOINE_<SIREN>_<AAAAMMJJ>_<NNN>.csv ; Tab complète le chemin.",
      check: { values in
        let name = values.text(Self.path)?.split(separator: "/").last.map(String.init) ?? ""
        return PatrimoineFileName(name) == nil
          ? .warning("Ce nom n'est pas de la forme attendue : le fichier sera refusé.") : nil
      })
  }

  /// The field of the path.
  static let path = "fichier"

  private func stepField(_ steps: [PatrimoineStep], initial: PatrimoineStep?) -> FormField {
    let chosen = initial.flatMap { steps.contains($0) ? $0 : nil } ?? steps.first
    return FormField(
      id: "etape", label: "Étape",
      kind: .choice(
        steps.map {
          FormChoice(code: "\($0.number)", label: "\($0.label) · \($0.owner.label)")
        }), initial: chosen.map { .choice("\($0.number)") })
  }

  private var day: FormField {
    let draft = self
    return FormField(
      id: "date", label: "Date", kind: .date(), help: "Le jour où l'étape a été faite.",
      initial: .day(world.today), check: { draft.finding(for: "date", $0) })
  }

  var subjects: [PatrimoineReminder] {
    [.monthlyFile, .errors] + (patrimoine.nextStep.map { [.step($0)] } ?? [])
  }

  private var subjectField: FormField {
    let likeliest = PatrimoineReminder.likeliest(for: patrimoine, on: world.today)
    return FormField(
      id: "objet", label: "Objet",
      kind: .choice(subjects.map { FormChoice(code: $0.code, label: $0.label) }),
      initial: .choice(likeliest.code))
  }

  private var messageField: FormField {
    let likeliest = PatrimoineReminder.likeliest(for: patrimoine, on: world.today)
    return FormField(
      id: "message", label: "Message", kind: .note,
      help: "Envoyé au référent informatique et au pilote, et gardé avec la relance.",
      initial: .text(message(about: likeliest)))
  }

  private var syncFields: [FormField] {
    [
      FormField(
        id: "cle", label: "Clé publique", kind: .text(limit: 2000),
        help: "La ligne du fichier « .pub » : ssh-ed25519 AAAA… ; elle se colle d'un coup.",
        check: { values in
          do throws(Refusal) {
            _ = try SSHPublicKey(parsing: values.text("cle") ?? "")
            return nil
          } catch {
            return .error(error.sentence)
          }
        }),
      FormField(
        id: "identifiant", label: "Identifiant", kind: .text(limit: 100),
        help: "Le nom sous lequel le bailleur dépose ses fichiers."),
    ]
  }
}

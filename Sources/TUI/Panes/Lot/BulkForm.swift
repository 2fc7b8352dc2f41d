import Domain

/// The form of an act on several dossiers, made from the first of them that the act is open to.
struct BulkForm {
  let draft: ActDraft
  /// How many of the dossiers marked the act is open to.
  let open: Int
  let total: Int

  init(draft: ActDraft, open: Int, of total: Int) {
    self.draft = draft
    self.open = open
    self.total = total
  }

  func form(openedBy: Key?) -> Form {
    Form(
      title: "\(BulkPanel.words(total)) · \(draft.kind.traits.label)", rules: rules,
      fields: ActFields(draft).fields.map(field), today: draft.world.today, openedBy: openedBy)
  }

  private var rules: [String] {
    let can =
      total == 1
      ? "Le dossier marqué y est ouvert."
      : "\(open) des \(total) dossiers marqués y \(open > 1 ? "sont ouverts" : "est ouvert")."
    return ["\(can) Entrée montre d'abord ce qui sera fait de chacun."] + draft.commonRules
  }

  /// What is wrong for the first dossier may be right for the others: it warns, and the trial says
  /// of each.
  private func field(_ field: FormField) -> FormField {
    if field.id == "confirmation" { return confirmation(field) }
    let reference = draft.dossier.reference
    let check = field.check
    var kind = field.kind
    if case .date = kind { kind = .date() }
    return FormField(
      id: field.id, label: field.label, kind: kind, help: field.help,
      isRequired: field.isRequired, initial: field.initial,
      check: { values in
        check(values).map { finding in
          finding.isError ? .warning("\(reference) : \(finding.message)") : finding
        }
      })
  }

  /// What cannot be taken back is confirmed by how many dossiers it is for, or by the only one's
  /// reference.
  private func confirmation(_ field: FormField) -> FormField {
    let expected = open == 1 ? draft.dossier.reference : String(open)
    let what = open == 1 ? "la référence \(expected)" : "le nombre de dossiers, \(expected)"
    return FormField(
      id: field.id, label: field.label, kind: field.kind,
      help: "Tapez \(what) : ce qui est effacé ne revient pas.",
      check: { values in
        values.text(field.id)?.folded == expected.folded
          ? nil : .error("Tapez \(expected) pour confirmer.")
      })
  }
}

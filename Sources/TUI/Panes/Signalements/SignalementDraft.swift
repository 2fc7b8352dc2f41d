import Domain
import Storage

/// An act on a signalement being prepared: its fields, and what their values make.
struct SignalementDraft {
  let entry: SignalementCatalogue.Entry
  let catalogue: SignalementCatalogue
  /// The canned reply that the words begin as, if one was chosen before.
  var reply: Reponse?
  /// How many signalements it is for: of more than one, the fields of a canned reply stay in the
  /// form, and are filled for each.
  var total = 1

  /// The names of the fields.
  enum Field {
    static let onBehalf = "au_nom_de"
    static let reply = "reponse"
    static let text = "texte"
    static let reason = "motif"
    static let names = "noms"
    static let logement = "logement"
    static let column = "colonne"
    static let expected = "attendu"
    static let original = "original"
    static let other = "numero"
    static let shared = "partage"
    static let category = "categorie"
    static let outcome = "issue"
  }

  var edit: SignalementEdit { entry.edit }
  var detail: SignalementDetail { catalogue.detail }
  var signalement: Signalement { detail.signalement }
  var world: World { catalogue.world }
  var isForSeveral: Bool { total > 1 }

  /// The proposal, when it is for this route.
  var proposal: SignalementProposal? {
    detail.proposal.flatMap { SignalementEdit($0.route) == edit ? $0 : nil }
  }

  /// The canned replies of the route.
  var replies: [Reponse] { catalogue.replies.filter { $0.route == edit.route } }

  /// What the fields of a canned reply stand for here.
  var replyValues: [Reponse.Field: String] {
    detail.replyValues(names: world.directory, by: world.actor)
  }

  /// The reply that the words begin as: the one chosen, else the one that fits.
  var proposedReply: Reponse? {
    if let reply { return reply }
    guard let route = edit.route else { return nil }
    return Reponse.proposed(
      for: route, among: catalogue.replies, with: replyValues,
      passesOn: signalement.status == .reponseATransmettre)
  }

  /// The words of a canned reply as the form shows them.
  func words(of reply: Reponse?) -> String {
    guard let reply else { return "" }
    return isForSeveral ? reply.body : reply.filled(with: replyValues).text
  }

  /// The reply chosen in the form.
  func chosenReply(_ values: FormValues) -> Reponse? {
    values.choice(Field.reply).flatMap { id in replies.first { $0.id == id } }
  }

  /// What is sent to Actimage: the operator's words, then the message received; nil when the act
  /// is another one.
  private func ticketWords(_ values: FormValues) -> String? {
    guard edit == .actimage else { return nil }
    let words = values.text(Field.text) ?? ""
    return detail.message.map { "\(words)\n\n\(Signalement.received)\n\($0)" } ?? words
  }

  /// What the operator lets stand in the ticket.
  private func keeping(_ values: FormValues) -> Set<PersonalDataMask.Found> {
    values.flag(Field.names) == true ? [.name, .email, .telephone] : []
  }

  /// The ticket as it will leave, nil when the act is another one.
  func ticket(from values: FormValues) -> String? {
    guard let words = ticketWords(values), let reception = signalement.reception else { return nil }
    let reason = values.choice(Field.reason).flatMap(TicketReason.init(rawValue:))
    let draft = signalement.ticketDraft(
      reason ?? .technique, words: words,
      bailleur: world.directory.name(of: reception.bailleur),
      names: [detail.author, detail.tenant].compactMap(\.self))
    return TicketText(draft, marker: TicketMarker(""), keeping: keeping(values)).shown
  }

  /// What the domain says against the values, for the field it names.
  func finding(for field: String, _ values: FormValues) -> Finding? {
    guard !isForSeveral else { return nil }
    do throws(Refusal) {
      _ = try order(from: values)
      return nil
    } catch {
      return error.field == field ? .error(error.sentence) : nil
    }
  }

  /// The act that the values make, if the domain accepts it as far as this desk can tell.
  func order(from values: FormValues) throws(Refusal) -> SignalementOrder {
    var sealer = world.sealer
    var secrets: [Secret] = []
    let command = try command(from: values, &sealer, &secrets)
    var order = SignalementOrder(detail.stream, command, secrets: secrets)
    order.keeping = keeping(values)
    if entry.isOnBehalf, let bailleur = signalement.reception?.bailleur {
      guard let text = values.text(Field.onBehalf) else {
        throw Refusal("Indiquez pourquoi vous agissez en son nom.", field: Field.onBehalf)
      }
      let reason = sealer.seal(NURMask.mask(text).text, as: .reason)
      order.secrets.append(reason)
      order.onBehalf = OnBehalf(organisation: bailleur, reason: reason.subject)
    }
    _ = try signalement.decide(order.command, in: world.context(onBehalf: order.onBehalf))
    return order
  }

  private func command(
    from values: FormValues, _ sealer: inout Sealer, _ secrets: inout [Secret]
  ) throws(Refusal) -> SignalementCommand {
    switch edit {
    case .take: return .assign(to: world.actor.id)
    case .release: return .release
    case .unlink: return .unmarkDuplicate
    case .duplicate: return .markDuplicate(of: try original(values))
    case .category:
      let chosen = values.choice(Field.category).flatMap(SignalementCategory.init(rawValue:))
      guard let chosen else { throw Refusal("Choisissez une catégorie.", field: Field.category) }
      return .categorise(category: chosen)
    case .close:
      let chosen = values.choice(Field.outcome).flatMap(SignalementOutcome.init(rawValue:))
      guard let chosen else { throw Refusal("Choisissez une issue.", field: Field.outcome) }
      return .close(outcome: chosen)
    case .note:
      let note = sealer.seal(try text(values), as: .note)
      secrets.append(note)
      return .addNote(note: note.subject, isInternal: !(values.flag(Field.shared) ?? false))
    default: break
    }
    let message = try message(from: values, &sealer, &secrets)
    switch edit {
    case .correction:
      let expected = sealer.seal(
        NURMask.mask(values.text(Field.expected) ?? "").text, as: .note)
      secrets.append(expected)
      let request = CorrectionRequest(
        logement: values.text(Field.logement) ?? "", column: values.choice(Field.column) ?? "",
        expected: expected.subject)
      return .askCorrection(request: request, message: message)
    case .investigation: return .askBailleur(message: message)
    case .sendBack: return .sendBack(message: message)
    case .moderation: return .sendToModeration(message: message)
    case .resolve: return .resolve(message: message)
    case .reopen: return .reopen(message: message)
    case .explain:
      let motive = values.choice(Field.reason).flatMap(IneligibilityMotive.init(rawValue:))
      guard let motive else { throw Refusal("Choisissez un motif.", field: Field.reason) }
      return .explain(motive: motive, message: message)
    default: break
    }
    guard let message else { throw Refusal("Écrivez un message.", field: Field.text) }
    switch edit {
    case .actimage:
      let reason = values.choice(Field.reason).flatMap(TicketReason.init(rawValue:))
      guard let reason else { throw Refusal("Choisissez un motif.", field: Field.reason) }
      return .askActimage(reason: reason, message: message)
    case .reply: return .answerAsBailleur(message: message, isQuestion: false)
    case .question: return .answerAsBailleur(message: message, isQuestion: true)
    case .askAatiko: return .askAatiko(message: message)
    default: return .answer(message: message)
    }
  }

  /// The words of the form, every NUR masked; those of a canned reply filled for this signalement.
  private func text(_ values: FormValues) throws(Refusal) -> String {
    guard let written = ticketWords(values) ?? values.text(Field.text) else {
      throw Refusal("Écrivez un texte.", field: Field.text)
    }
    guard isForSeveral else {
      if let open = Self.open(written) { throw open }
      return NURMask.mask(written).text
    }
    let filled = Reponse(id: "", version: 0, title: "", route: .reponse, body: written)
      .filled(with: replyValues).text
    if let open = Self.open(filled) { throw open }
    return NURMask.mask(filled).text
  }

  /// Why a text that still holds fields is not sent.
  static func open(_ text: String) -> Refusal? {
    let fields = Reponse.fields(leftIn: text)
    guard let first = fields.first else { return nil }
    let names = fields.map(\.written).joined(separator: ", ")
    return Refusal(
      "\(fields.count > 1 ? "Champs à remplir" : "Champ à remplir") : \(names) "
        + "(\(first.label)\(fields.count > 1 ? ", …" : "")).", field: Field.text,
      remedy: "Écrivez la valeur à sa place, ou retirez-la.")
  }

  private func message(
    from values: FormValues, _ sealer: inout Sealer, _ secrets: inout [Secret]
  ) throws(Refusal) -> SignalementMessage? {
    guard values.text(Field.text) != nil else { return nil }
    let secret = sealer.seal(try text(values), as: .note)
    secrets.append(secret)
    return SignalementMessage(secret.subject, reply: chosenReply(values)?.used)
  }

  private func original(_ values: FormValues) throws(Refusal) -> SignalementLink {
    let typed = values.text(Field.other).map { $0.uppercased() }
    guard let number = typed ?? values.choice(Field.original) else {
      throw Refusal("Donnez le numéro de l'original.", field: Field.other)
    }
    return SignalementLink(stream: Signalement.stream(of: number), number: number)
  }
}

import Domain
import Storage

/// The form of a signalement that came by another way than the platform's own form.
struct RegisterForm {
  /// What became of a key.
  enum Outcome {
    case waiting, left
    case ready(SignalementOrder)
    case edit(String)
    case refused(String)
  }

  private let world: World
  private let number: String
  private var form: Form
  private var error: String?

  /// The natures that the operator may record.
  static func natures(for world: World) -> [SignalementNature] {
    SignalementNature.allCases.filter { nature in
      world.actor.roles.contains {
        SignalementAct.receive.standing(of: $0, on: nature, own: $0.isOfBailleur) == .act
      }
    }
  }

  /// - Parameter number: the number that it will have.
  init(_ number: String, in world: World, openedBy: Key?) {
    self.world = world
    self.number = number
    form = Form(
      title: "Enregistrer un signalement", rules: ["Il portera le numéro \(number)."],
      fields: Self.fields(in: world), today: world.today, openedBy: openedBy)
  }

  private static func fields(in world: World) -> [FormField] {
    let natures = natures(for: world)
    let all = world.directory.organisations.values.filter { $0.kind == .bailleur }
      .sorted { $0.name.folded < $1.name.folded }
    let bailleurs = world.signalementBailleur.map { own in all.filter { $0.id == own } } ?? all
    func choices<Value: RawRepresentable>(
      _ values: [Value], _ label: (Value) -> String
    ) -> FormField.Kind where Value.RawValue == String {
      .choice(values.map { FormChoice(code: $0.rawValue, label: label($0)) })
    }
    return [
      FormField(
        id: "nature", label: "Nature", kind: choices(natures, \.label),
        help: "D'un locataire inscrit, qui ne peut pas s'inscrire, ou d'un bailleur.",
        initial: natures.first.map { .choice($0.rawValue) }),
      FormField(
        id: "bailleur", label: "Bailleur",
        kind: .choice(bailleurs.map { FormChoice(code: $0.id.text, label: $0.name) }),
        initial: bailleurs.count == 1 ? bailleurs.first.map { .choice($0.id.text) } : nil),
      FormField(
        id: "categorie", label: "Catégorie", kind: choices(SignalementCategory.allCases, \.label),
        initial: .choice(SignalementCategory.autre.rawValue)),
      FormField(
        id: "canal", label: "Reçu par", kind: choices(SignalementChannel.allCases, \.label),
        initial: .choice(SignalementChannel.telephone.rawValue)),
      FormField(
        id: "inscrit", label: "Auteur inscrit", kind: .yesNo,
        help: "Sur la plateforme. Non : il reviendra à son bailleur (schéma, l. 237).",
        initial: .flag(true)),
      FormField(id: "auteur", label: "Auteur", kind: .text(limit: 80), isRequired: false),
      FormField(
        id: "locataire", label: "Référence locataire", kind: .text(limit: 40), isRequired: false),
      FormField(id: "logement", label: "Logement", kind: .text(limit: 40), isRequired: false),
      FormField(
        id: "texte", label: "Message", kind: .note,
        check: { SignalementDraft.linted($0.text("texte") ?? "") }),
    ]
  }

  /// Does what a key asks.
  mutating func handle(_ key: Key) -> Outcome {
    error = nil
    switch form.handle(key) {
    case .submit(let values):
      do throws(Refusal) {
        return .ready(try order(from: values))
      } catch {
        self.error = error.sentence
        return .refused(error.sentence)
      }
    case .cancel: return .left
    case .editNote(_, let text): return .edit(text)
    case .refused(let why): return .refused(why)
    case .changed, .ignored: return .waiting
    }
  }

  private func order(from values: FormValues) throws(Refusal) -> SignalementOrder {
    var sealer = world.sealer
    let message = sealer.seal(NURMask.mask(values.text("texte") ?? "").text, as: .note)
    var secrets = [message]
    var reception = SignalementReception(
      number: number,
      nature: values.choice("nature").flatMap(SignalementNature.init(rawValue:)) ?? .inscrit,
      bailleur: OrganisationID(values.choice("bailleur") ?? ""),
      category: values.choice("categorie").flatMap(SignalementCategory.init(rawValue:)) ?? .autre,
      channel: values.choice("canal").flatMap(SignalementChannel.init(rawValue:)) ?? .telephone,
      receivedAt: world.now, message: message.subject)
    reception.isRegistered =
      reception.nature == .inscrit && (values.flag("inscrit") ?? true)
    reception.logement = values.text("logement")
    for (field, path) in [
      ("auteur", \SignalementReception.author), ("locataire", \SignalementReception.tenant),
    ] {
      guard let text = values.text(field) else { continue }
      let secret = sealer.seal(text, as: .name)
      secrets.append(secret)
      reception[keyPath: path] = secret.subject
    }
    let stream = Signalement.stream(of: number)
    let order = SignalementOrder(stream, .receive(reception: reception), secrets: secrets)
    _ = try Signalement.empty.decide(order.command, in: world.context())
    return order
  }

  mutating func paste(_ text: String) { _ = form.paste(text) }

  /// Takes the message back from the operator's editor.
  mutating func takeEdited(_ text: String) { form.setNote(text, field: "texte") }

  /// Shows why the store refused it.
  mutating func show(_ refusal: Refusal) { error = refusal.sentence }

  func draw(on surface: inout Surface, in rect: Rect) {
    let columns = min(92, rect.width)
    let width = columns - 4
    let rows = form.lines(width: width, form.values).lines.count
    let below = (error.map { Paragraph.wrap("✗ \($0)", width: width) } ?? [])
      .map { StyledLine($0, .error) }
    let box = rect.centered(
      Size(columns: columns, rows: min(max(8, rows + 4 + below.count), rect.height)))
    surface.fill(box)
    let inside = surface.drawBox(box, title: form.title, .title).inset(columns: 1, rows: 0)
    let (place, bottom) = inside.splitBottom(below.count)
    form.draw(into: &surface, in: place)
    surface.draw(below, in: bottom)
  }
}

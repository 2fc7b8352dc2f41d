import Domain
import Storage

/// The questions of the forms about accounts.
struct AccountFields {
  let purpose: AccountForm.Purpose
  private let rights: AccountRules
  /// Whether logins are roles of a server rather than accounts of this machine.
  let isServer: Bool

  init(purpose: AccountForm.Purpose, rules: AccountRules, isServer: Bool) {
    self.purpose = purpose
    rights = rules
    self.isServer = isServer
  }

  var title: String {
    switch purpose {
    case .create(let organisation): "\(organisation.name) · Créer un compte"
    case .change(let account, let organisation):
      "\(organisation.name) · Modifier le compte « \(account.login) »"
    case .close(let account): "Fermer le compte « \(account.login) »"
    case .reopen(let account): "Rouvrir le compte « \(account.login) »"
    case .organisation: "Ajouter un bailleur"
    }
  }

  /// What the act does, said before it is done.
  var rules: [String] {
    switch purpose {
    case .create:
      ["La personne y aura accès à sa prochaine connexion, avec ces rôles et aucun autre."]
    case .change: ["Ce qui change vaut à la prochaine connexion de la personne."]
    case .close(let account):
      [
        "\(account.holder) n'aura plus accès à la base partagée, dès sa prochaine connexion.",
        "Ses actes restent, son nom aussi. Le compte se rouvre de la même façon.",
      ]
    case .reopen(let account):
      ["\(account.holder) retrouvera l'accès à la base partagée, avec les mêmes rôles."]
    case .organisation:
      ["Ses comptes se créent ensuite, son administrateur d'abord."]
    }
  }

  var fields: [FormField] {
    switch purpose {
    case .create(let organisation): [login] + person(nil) + roles(in: organisation, held: [])
    case .change(let account, let organisation):
      person(account.person) + roles(in: organisation, held: account.person.person.roles)
    case .close, .reopen: []
    case .organisation:
      [
        FormField(
          id: "nom", label: "Nom", kind: .text(limit: 120),
          help: "La raison sociale, telle que tous la liront."),
        FormField(
          id: "siret", label: "SIRET", kind: .text(limit: 20),
          help: "14 chiffres, espaces permis.",
          check: { values in
            do throws(Refusal) {
              _ = try Self.siret(values)
              return nil
            } catch {
              return .error(error.sentence)
            }
          }),
      ]
    }
  }

  private var login: FormField {
    FormField(
      id: "compte", label: "Compte", kind: .text(limit: 60),
      help: isServer
        ? "Le nom sous lequel la personne se connecte au serveur."
        : "Le compte Unix de la personne sur cette machine, tel que « id -un » le dit.",
      check: { values in
        let isPlain = values.text("compte")?.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        return isPlain == false
          ? .error("Lettres sans accent, chiffres et signes, sans espace.") : nil
      })
  }

  private func person(_ known: SharedPerson?) -> [FormField] {
    [
      FormField(
        id: "nom", label: "Nom", kind: .text(limit: 80), help: "Tel que les autres le liront.",
        initial: known.map { .text($0.person.name) }),
      FormField(
        id: "courriel", label: "Courriel", kind: .text(limit: 120),
        help: "L'adresse professionnelle ; facultatif.", isRequired: false,
        initial: known?.email.map { .text($0) },
        check: { values in
          do throws(Refusal) {
            _ = try Self.email(values)
            return nil
          } catch {
            return .error(error.sentence)
          }
        }),
    ]
  }

  /// A question for each role that may be given there.
  private func roles(in organisation: Organisation, held: Set<Role>) -> [FormField] {
    rights.roles(in: organisation).map { role in
      FormField(
        id: Self.id(of: role), label: role.label.prefix(1).uppercased() + role.label.dropFirst(),
        kind: .yesNo, help: RoleWords.summary(of: role), initial: .flag(held.contains(role)))
    }
  }

  /// The field that gives a role.
  static func id(of role: Role) -> String { "role_\(role.rawValue)" }

  static func siret(_ values: FormValues) throws(Refusal) -> SIRET {
    do {
      return try SIRET(parsing: values.text("siret") ?? "")
    } catch {
      throw Refusal(error.message, field: "siret", remedy: error.remedy)
    }
  }

  static func email(_ values: FormValues) throws(Refusal) -> String? {
    guard let text = values.text("courriel") else { return nil }
    do {
      return try EmailAddress(parsing: text).text
    } catch {
      throw Refusal(error.message, field: "courriel", remedy: error.remedy)
    }
  }
}

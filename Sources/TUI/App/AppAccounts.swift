import Domain
import Storage

/// The pane of the bailleurs: accounts are read and changed in the shared database itself.
extension App {
  /// An action on the accounts.
  mutating func performOnAccounts(_ action: UIAction) -> [Effect] {
    guard let outcome = bailleurs.perform(action) else { return [] }
    switch outcome {
    case .done: return []
    case .ask(let request): return [.accounts(request)]
    case .refused(let refusal): return refuse(refusal)
    case .form(let purpose):
      if let reading = world.reading { return refuse(reading.refusal) }
      guard let file = bailleurs.file else { return [] }
      var sealer = world.sealer
      overlay = .account(
        AccountForm(
          purpose, me: file.me, newID: OperatorID("agent-\(sealer.subject())"),
          server: file.isServer, today: world.today, openedBy: openedBy))
      return []
    }
  }

  /// A key typed in the form of an account.
  mutating func press(_ key: Key, _ form: AccountForm) -> [Effect] {
    var form = form
    let outcome = form.handle(key)
    overlay = .account(form)
    switch outcome {
    case .waiting: return []
    case .left:
      overlay = nil
      return []
    case .asked(let request): return [.accounts(request)]
    case .refused(let why):
      toast = Toast(kind: .warning, text: why)
      return []
    }
  }

  /// Takes in what the shared database answered about accounts.
  mutating func take(_ answer: AccountAnswer) -> [Effect] {
    if case .account(var form) = overlay, form.isAsking {
      switch answer {
      case .failed(let error):
        form.show(error)
        overlay = .account(form)
        return []
      case .changed: overlay = nil
      case .listed: break
      }
    }
    switch answer {
    case .changed(_, let said): toast = Toast(kind: .success, text: said)
    case .failed(let error) where bailleurs.file != nil:
      toast = Toast(kind: .error, text: error.french)
    default: break
    }
    bailleurs.take(answer)
    return []
  }
}

import Domain
import Storage

/// The pane of the patrimoines.
extension App {
  /// An action while the pane is in front.
  mutating func performOnPatrimoine(_ action: UIAction) -> [Effect] {
    guard world.seesPatrimoines else {
      return action == .back ? [] : refuse(Refusal(world.noPatrimoine))
    }
    // Nothing else goes back while a file is under way: what one sees first is what one leaves.
    if action == .back, patrimoines.run != nil { return [.patrimoine(.stop)] }
    switch action {
    case .patrimoine(let edit): return begin(edit)
    case .nextAct: return beginNext()
    case .actMenu:
      guard let catalogue = patrimoineCatalogue else { return noBailleur() }
      overlay = .patrimoineActs(PatrimoineMenu(catalogue))
      return []
    case .open where patrimoines.focus == .detail: return openPatrimoineItem()
    default: break
    }
    return patrimoines.perform(action, in: world)
      ?? refuse(Refusal("Cette touche ne fait rien ici."))
  }

  /// The acts on the bailleur selected, nil when none is or its account is on its way.
  var patrimoineCatalogue: PatrimoineCatalogue? {
    guard let file = patrimoines.detail.file, file.bailleur == patrimoines.selected?.id else {
      return nil
    }
    return PatrimoineCatalogue(file: file, world: world)
  }

  private mutating func noBailleur() -> [Effect] { refuse(Refusal("Choisissez un bailleur.")) }

  private mutating func beginNext() -> [Effect] {
    guard let next = patrimoineCatalogue?.next else { return noBailleur() }
    return begin(next.edit)
  }

  /// Opens the form of an act, or says why it is closed.
  mutating func begin(_ edit: PatrimoineEdit, by key: Key? = nil) -> [Effect] {
    guard let catalogue = patrimoineCatalogue else { return noBailleur() }
    let entry = catalogue.entry(edit)
    if let refusal = entry.refusal { return refuse(refusal) }
    var step: PatrimoineStep?
    if patrimoines.focus == .detail, case .step(let chosen) = patrimoines.detail.selected {
      step = chosen
    }
    overlay = .patrimoine(
      PatrimoineForm(entry, catalogue, step: step, openedBy: key ?? openedBy))
    return []
  }

  /// A key typed in the menu of the acts.
  mutating func press(_ key: Key, _ menu: PatrimoineMenu) -> [Effect] {
    var menu = menu
    let choice = menu.handle(key)
    overlay = .patrimoineActs(menu)
    switch choice {
    case .left: overlay = nil
    case .chosen(let edit):
      overlay = nil
      return begin(edit, by: key)
    case .refused(let why): toast = Toast(kind: .warning, text: why)
    case .waiting: break
    }
    return []
  }

  /// A key typed in the form of an act.
  mutating func press(_ key: Key, _ form: PatrimoineForm) -> [Effect] {
    var form = form
    let outcome = form.handle(key)
    overlay = .patrimoine(form)
    switch outcome {
    case .waiting: break
    case .left: overlay = nil
    case .asked(let request): return [.patrimoine(request)]
    case .edit(let text): return [.edit(text)]
    case .refused(let why): toast = Toast(kind: .warning, text: why)
    }
    return []
  }

  /// Takes in what the store answered about patrimoines.
  mutating func take(_ answer: PatrimoineAnswer) -> [Effect] {
    if case .stock(var stock) = sheet {
      stock.take(answer)
      sheet = .stock(stock)
    }
    switch answer {
    case .lines, .differences, .found, .card: return []
    case .listed(let summaries): return patrimoines.take(summaries, in: world)
    case .opened(let file):
      patrimoines.take(file, in: world)
      return []
    case .progress(let run):
      let isLeft = patrimoines.run?.isLeft ?? false
      patrimoines.run = run
      patrimoines.run?.isLeft = isLeft
      if case .patrimoine(let form) = overlay, form.isFile { overlay = nil }
      return []
    case .stopped(let job):
      patrimoines.run = nil
      toast = Toast(
        kind: .info, text: "\(job.name) : annulé, rien n'a été enregistré.")
      return []
    case .failed(let job, let why):
      patrimoines.run = nil
      toast = Toast(kind: .error, text: "\(job.name) : rien n'a été enregistré. \(why)")
      return []
    case .finished(let result): return finished(result)
    case .completed(let from, let to):
      if case .patrimoine(var form) = overlay {
        form.complete(from, to)
        overlay = .patrimoine(form)
      }
      return []
    case .performed(_, let said):
      overlay = nil
      toast = Toast(kind: .success, text: said)
      return patrimoines.reload(in: world)
    }
  }

  /// Shows what a file gave, unless something else is in front.
  private mutating func finished(_ result: ImportResult) -> [Effect] {
    patrimoines.run = nil
    let name = world.directory.name(of: result.job.bailleur)
    let what = result.job.isTrial ? "essai" : "import"
    let text = "\(name) : \(what) \(result.verdict.french), \(result.job.name)."
    let isTaken = result.verdict.isAccepted || result.job.isTrial
    toast = Toast(kind: isTaken ? .success : .warning, text: text)
    let effects = patrimoines.reload(in: world)
    guard active == .patrimoine, sheet == nil, overlay == nil, palette == nil else {
      return effects
    }
    return effects + open(.report(ImportReportPage(result, in: world)))
  }

  /// Leaves the program; with a file under way only when asked twice.
  mutating func quit() -> [Effect] {
    guard let run = patrimoines.run, !run.isLeft else { return [.quit] }
    patrimoines.run?.isLeft = true
    let key = world.keyMap.keyName(of: .quit) ?? "q"
    return refuse(
      Refusal(
        "\(run.job.name) est en cours.",
        remedy: "Encore \(key) quitte et l'abandonne : rien n'en sera enregistré."))
  }

  /// Where the parts of the pane stand: as those of the pane Dossiers.
  var patrimoineLayout: DossiersLayout {
    let frame = FrameLayout(size)
    let isAlone = patrimoines.isZoomed || (!frame.isWide && patrimoines.focus != .list)
    return DossiersLayout(frame, zoomed: isAlone ? patrimoines.focus : nil)
  }
}

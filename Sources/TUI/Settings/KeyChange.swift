import Domain

/// A line of the configuration that gives an action other keys.
struct KeyChange: Hashable, Sendable {
  /// Its number in the file.
  let line: Int
  /// Where the keys change, nil for everywhere that the action has some.
  let place: Place?
  let action: UIAction
  /// The keys in the place of those shipped; none to take them away.
  let keys: [[Key]]
}

extension KeyMap {
  /// The map with the keys of a line.
  func applying(_ change: KeyChange) -> KeyMap {
    KeyMap(
      bindings: bindings.flatMap { binding -> [Binding] in
        guard binding.action == change.action else { return [binding] }
        guard let place = change.place, binding.places != [place] else {
          return [binding.with(change.keys, in: binding.places)]
        }
        guard binding.places.contains(place) else { return [binding] }
        return [
          binding.with(binding.keys, in: binding.places.subtracting([place])),
          binding.with(change.keys, in: [place]),
        ]
      })
  }

  /// The map with every line that leaves no key two meanings; each other one is told, and left out.
  ///
  /// All lines are tried together first, so that two actions can exchange their keys.
  func applying(
    _ changes: [KeyChange]
  ) -> (keyMap: KeyMap, clashes: [(line: Int, message: String)]) {
    var kept = changes
    var clashes: [(line: Int, message: String)] = []
    while true {
      let map = kept.reduce(self) { $0.applying($1) }
      guard let clash = map.clash,
        let culprit = kept.lastIndex(where: { clash.involves($0) }) ?? kept.indices.last
      else { return (map, clashes) }
      clashes.append((kept[culprit].line, clash.message(for: kept[culprit].action)))
      kept.remove(at: culprit)
    }
  }

  /// The first key that would mean two things in one place.
  private var clash: KeyClash? {
    for place in Place.allCases {
      let here = bindings(in: place).flatMap { binding in binding.keys.map { (binding, $0) } }
      for (index, (one, keys)) in here.enumerated() {
        let other = here[..<index].first { earlier, others in
          earlier.action != one.action && (keys.starts(with: others) || others.starts(with: keys))
        }
        if let (earlier, others) = other {
          return KeyClash(
            place: place, actions: [earlier.action, one.action], keys: [others, keys])
        }
      }
    }
    return nil
  }
}

extension Binding {
  /// The same with other keys, elsewhere.
  fileprivate func with(_ keys: [[Key]], in places: PlaceSet) -> Binding {
    Binding(action: action, keys: keys, hint: hint, help: help, places: places)
  }
}

/// Two actions on one key in one place.
private struct KeyClash {
  let place: Place
  let actions: [UIAction]
  let keys: [[Key]]

  func involves(_ change: KeyChange) -> Bool {
    actions.contains(change.action) && change.keys.contains { keys.contains($0) }
  }

  func message(for action: UIAction) -> String {
    let other = actions.first { $0 != action } ?? action
    let key = zip(actions, keys).first { $0.0 == other }?.1 ?? keys[0]
    return "la touche « \(KeyMap.name(of: key)) » sert déjà à « \(other.name) » "
      + "(\(place.heading)). Donnez d'abord une autre touche à « \(other.name) »."
  }
}

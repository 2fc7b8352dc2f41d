import Domain

/// What a person may do, in plain words, from the rights matrix.
struct RightsWords {
  let me: Operator

  /// A paragraph for each role, then one for each way of acting.
  var lines: [FlowLine] {
    let roles = me.roles.sorted().map { role in
      FlowLine(
        [Span("\(role.label) : ", .label), Span(RoleWords.summary(of: role))], indent: 2)
    }
    let parts: [(String, Standing)] = [
      ("Vous pouvez", .act), ("Au nom d'un bailleur, avec un motif, vous pouvez", .actOnBehalf),
      ("En lecture seule, vous pouvez", .read),
    ]
    return roles
      + parts.compactMap { title, standing -> FlowLine? in
        let actions = actions(standing)
        guard !actions.isEmpty else { return nil }
        return FlowLine(
          [Span("\(title) : ", .label), Span(actions.joined(separator: "\u{a0}; ") + ".")],
          indent: 2)
      }
  }

  /// The lines of the matrix that this program has a screen for.
  private static let served: [Action] = [
    .seeDossiers, .seeNUR, .createDossier, .instruct, .holdCaleol, .organiseMove, .closeVolet,
    .withdraw, .cancelDossier, .reassign, .silenceAlert, .createAdministrators, .createAgents,
    .exportNames,
  ]

  private func actions(_ standing: Standing) -> [String] {
    Self.served.compactMap { action in
      if me.standing(to: action, of: me.organisation) == standing { return action.label }
      // A decision is a part of holding the commission, and some may do that part alone.
      let parts = Restriction.allCases.filter {
        me.standing(to: action, of: me.organisation, part: $0) == standing
          && me.standing(to: action, of: me.organisation) < standing
      }
      guard !parts.isEmpty else { return nil }
      return "\(action.label) (\(parts.map(\.rawValue).joined(separator: ", ")) seulement)"
    }
  }
}

import Domain

/// How fast the sides of a dossier act, drawn before any day of the calendar is known: the same
/// pace can then be laid on several days until the dossier stands where it must.
///
/// Delays are in calendar days; lists have one element for each side.
struct DemoPace {
  /// From the creation to the NUR.
  var nur: [Int]
  /// From the last NUR to the pre-validation: late above 7.
  var preInstruction: [Int]
  /// From the last pre-validation to the instruction: late above 14.
  var instruction: [Int]
  /// From the last instruction to the first session.
  var lead: Int
  /// Between the two sessions: a breach above 8.
  var gap: Int
  /// The side whose session is the last.
  var lastSession: Int
  /// The side that enters its date last, which a gap too large is charged to.
  var lastSetter: Int
  /// From the session to the entry of its decision.
  var decision: [Int]
  /// The side that attributes under a condition, and the days from the last session to its lifting.
  var condition: (side: Int, days: Int)?
  /// From the effective attribution to the agreement on a date: late above 21.
  var agreement: Int
  /// The side that answers last.
  var answerer: Int
  /// From the agreement to the move.
  var move: Int
  /// From the move to the entry of the inventories.
  var inventories: [Int]
  /// From the inventories to the closing: an alert above 0.
  var closing: [Int]
  /// Where between its bounds an act without a delay of its own falls, in percent.
  var shares: [Int]
}

/// Draws paces whose lateness has the shares of `domaine.md` §8.4.
struct DemoPacer {
  /// The shares of what is late, of each clock of a volet (K1, K2), of each dossier (the others).
  enum Lateness: Double, CaseIterable {
    case preInstruction = 0.22
    case instruction = 0.28
    case caleolGap = 0.15
    case movingDate = 0.18
    case closing = 0.06

    /// The share of all that is late made by the four lax bailleurs.
    static let lax = 0.6
    /// What an exemplary bailleur is late in.
    static let exemplary = 0.01
  }

  private let conducts: [DemoBailleurs.Conduct]
  private let lax: Double
  private let usual: Double
  private let exemplary: Double

  /// A pacer for bailleurs that meet as often as they weigh.
  init(_ directory: DemoDirectory) {
    let weights = directory.weights
    let conducts = directory.bailleurs.map(\.line.conduct)
    let total = Double(weights.reduce(0, +))
    func share(_ conduct: DemoBailleurs.Conduct) -> Double {
      zip(weights, conducts).reduce(0) { $0 + ($1.1 == conduct ? Double($1.0) / total : 0) }
    }
    self.conducts = conducts
    (lax, usual, exemplary) = (share(.lax), share(.usual), share(.exemplary))
  }

  /// How often that bailleur is late, so that over all bailleurs the share comes out.
  func probability(_ lateness: Lateness, of bailleur: Int) -> Double {
    switch conducts[bailleur] {
    case .lax: Lateness.lax * lateness.rawValue / lax
    case .exemplary: Lateness.exemplary
    case .usual:
      ((1 - Lateness.lax) * lateness.rawValue - Lateness.exemplary * exemplary) / usual
    case .single: 1
    }
  }

  /// A pace for a dossier between these bailleurs.
  func pace(_ sides: [Int], using random: inout DemoRandom) -> DemoPace {
    let isSame = Set(sides).count == 1
    func late(_ lateness: Lateness, _ side: Int) -> Bool {
      random.chance(probability(lateness, of: sides[side]))
    }
    let last = random.int(in: 0...1)
    let answerer = random.int(in: 0...1)
    let isFar = !isSame && late(.caleolGap, last)
    let decisions = sides.map { _ in
      random.chance(0.1) ? random.int(in: 4...12) : random.int(in: 0...3)
    }
    let soonest = (decisions.max() ?? 0) + 2
    let condition = random.chance(0.12) ? (random.int(in: 0...1), random.int(in: 8...32)) : nil
    let closesLate = late(.closing, answerer)
    return DemoPace(
      nur: sides.map { _ in random.chance(0.3) ? random.int(in: 0...2) : random.int(in: 1...18) },
      preInstruction: sides.indices.map {
        late(.preInstruction, $0) ? random.int(in: 8...22) : random.int(in: 2...7)
      },
      instruction: sides.indices.map {
        late(.instruction, $0) ? random.int(in: 15...36) : random.int(in: 3...14)
      },
      lead: random.int(in: 6...16),
      gap: isFar ? random.int(in: 9...21) : isSame ? 0 : random.int(in: 0...8),
      lastSession: random.int(in: 0...1), lastSetter: last, decision: decisions,
      condition: condition,
      agreement: late(.movingDate, answerer)
        ? random.int(in: 22...42) : random.int(in: min(soonest, 20)...21),
      answerer: answerer, move: random.int(in: 10...35), inventories: sides.map { _ in 0 },
      closing: sides.indices.map { closesLate && $0 == answerer ? random.int(in: 1...9) : 0 },
      shares: (0..<12).map { _ in random.int(in: 0...100) })
  }
}

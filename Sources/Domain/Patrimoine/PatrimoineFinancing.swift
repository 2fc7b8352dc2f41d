/// The financing at the origin (RPLS 32).
public enum PatrimoineFinancing: String, PatrimoineWord {
  case plai = "PLAI"
  case plaiAdapted = "PLAI_A"
  case plalm = "PLALM"
  case pla = "PLA"
  case plus = "PLUS"
  case pluscd = "PLUSCD"
  case pls = "PLS"
  case pli = "PLI"
  case iln = "ILN"
  case ilm = "ILM"
  case hlmo = "HLMO"
  case plr = "PLR"
  case psr = "PSR"
  case hbm = "HBM"
  case pcl = "PCL"
  case other = "AUTRE"

  /// What it stands for.
  public var meaning: String {
    switch self {
    case .plai: "prêt locatif aidé d'intégration"
    case .plaiAdapted: "PLAI adapté"
    case .plalm: "PLA à loyer minoré, PLA très social"
    case .pla: "prêt locatif aidé ordinaire"
    case .plus: "prêt locatif à usage social"
    case .pluscd: "PLUS construction-démolition"
    case .pls: "prêt locatif social"
    case .pli: "prêt locatif intermédiaire"
    case .iln: "immeuble à loyer normal"
    case .ilm: "immeuble à loyer moyen"
    case .hlmo: "HLM ordinaire"
    case .plr: "programme à loyer réduit"
    case .psr: "programme social de relogement"
    case .hbm: "habitation à bon marché"
    case .pcl: "prêt conventionné locatif"
    case .other: "autre"
    }
  }

  /// The ceilings that go with it; any other one is worth a look (`domaine.md` §5.6).
  var ceilings: [PatrimoineCeiling] {
    switch self {
    case .plai, .plaiAdapted, .plalm: [.plai]
    case .plus, .pla, .hlmo, .hbm: [.plus]
    case .pluscd, .plr, .psr: [.plai, .plus]
    case .pls, .pcl: [.pls]
    case .pli: [.pli, .free]
    case .iln, .ilm: [.plus, .pls, .pli, .free]
    case .other: PatrimoineCeiling.allCases
    }
  }
}

/// The ceiling of income that applies (RPLS 47).
public enum PatrimoineCeiling: String, PatrimoineWord {
  case plai = "PLAI"
  case plus = "PLUS"
  case pls = "PLS"
  case pli = "PLI"
  case free = "LIBRE"

  /// What it stands for.
  public var meaning: String {
    switch self {
    case .plai: "plafond du PLAI"
    case .plus: "plafond du PLUS"
    case .pls: "plafond du PLS"
    case .pli: "plafond du PLI"
    case .free: "sans plafond"
    }
  }
}

extension Typologie: PatrimoineWord {
  /// What it stands for.
  public var meaning: String {
    switch self {
    case .t1bis: "1 ou 2 pièces principales"
    case .t6: "6 pièces principales ou plus"
    default: "\(rooms.lowerBound) pièce\(rooms.lowerBound > 1 ? "s principales" : " principale")"
    }
  }

  /// The rooms that go with it.
  var rooms: ClosedRange<Int> {
    switch self {
    case .t1: 1...1
    case .t1bis: 1...2
    case .t2: 2...2
    case .t3: 3...3
    case .t4: 4...4
    case .t5: 5...5
    case .t6: 6...9
    }
  }

  /// The surfaces, in m², that call for no second look.
  var usualSurfaces: ClosedRange<Int> {
    switch self {
    case .t1: 9...50
    case .t1bis: 15...60
    case .t2: 25...80
    case .t3: 40...110
    case .t4: 50...140
    case .t5: 65...180
    case .t6: 80...300
    }
  }
}

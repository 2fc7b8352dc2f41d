/// How much sample data to make (`domaine.md` §8.4).
public enum DemoSize: String, CaseIterable, Sendable {
  /// A handful of bailleurs, to learn by.
  case petite
  /// The bourse as it is: 300 open dossiers and two years of closed ones.
  case realiste
  /// A hundred bailleurs and a hundred thousand dossiers, to show that nothing gets slow.
  case grande

  /// The sizes as a message lists them.
  public static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

  var volumes: DemoVolumes {
    var volumes: DemoVolumes
    switch self {
    case .petite:
      volumes = DemoVolumes(open: 40, closed: 40, members: 6, integrating: 0)
      (volumes.stockDivisor, volumes.signalements) = (100, 150)
      volumes.annonces = 340
    case .realiste:
      volumes = DemoVolumes(open: 300, closed: 1_500, members: 36, integrating: 4)
      (volumes.stockDivisor, volumes.signalements) = (10, 3_000)
      volumes.annonces = 17_000
    case .grande:
      volumes = DemoVolumes(open: 2_000, closed: 98_000, members: 96, integrating: 4)
      (volumes.stockDivisor, volumes.signalements) = (1, 30_000)
      volumes.annonces = 50_000
    }
    return volumes
  }

  /// The folder of the store's own. The large one takes long to make: no other size is made in its
  /// place; the two small ones, made in seconds, share one.
  var folder: String { self == .grande ? "demo-grande" : "demo" }
}

/// The counts that a size stands for; tests give their own.
struct DemoVolumes: Equatable, Sendable {
  /// The dossiers that are open on the day of the demonstration.
  var open: Int
  /// The dossiers closed in the two years before.
  var closed: Int
  /// The bailleurs that have dossiers, those of the bourse first.
  var members: Int
  /// The bailleurs that prepare to join and have none.
  var integrating: Int
  /// One logement of a patrimoine is made for so many of the table; 0 for none at all.
  var stockDivisor = 0
  /// How many signalements registered tenants send in a year; 0 for none at all.
  var signalements = 0
  /// How many annonces there are; 0 for none at all.
  var annonces = 0
}

import Domain

/// Where the demonstration's logements are: communes of Île-de-France with their codes (COG), in
/// the shares of `domaine.md` §8.4.
enum DemoPlaces {
  /// A logement of that reference somewhere in the region.
  static func logement(
    _ reference: String, using random: inout DemoRandom
  ) throws(Refusal) -> Logement {
    let place = communes[random.place(in: shares)]
    let commune = random.pick(place)
    let size = typologies[random.place(in: typologyShares)]
    return Logement(
      reference: reference, typologie: size, insee: try InseeCode(parsing: commune.code),
      commune: commune.name)
  }

  private typealias Commune = (code: String, name: String)

  private static let typologies: [Typologie] = [.t1, .t1bis, .t2, .t3, .t4, .t5, .t6]
  private static let typologyShares = [95, 15, 225, 330, 269, 56, 10]

  /// The weight of each line of `communes`.
  private static let shares = [18, 16, 17, 13, 10, 9, 9, 8]

  private static let communes: [[Commune]] = [
    (1...20).map { ("751\($0 < 10 ? "0" : "")\($0)", "Paris \($0)\($0 == 1 ? "er" : "e")") },
    [
      ("92050", "Nanterre"), ("92025", "Colombes"), ("92036", "Gennevilliers"),
      ("92007", "Bagneux"), ("92019", "Châtenay-Malabry"), ("92040", "Issy-les-Moulineaux"),
      ("92078", "Villeneuve-la-Garenne"), ("92004", "Asnières-sur-Seine"), ("92024", "Clichy"),
      ("92012", "Boulogne-Billancourt"),
    ],
    [
      ("93066", "Saint-Denis"), ("93048", "Montreuil"), ("93008", "Bobigny"),
      ("93005", "Aulnay-sous-Bois"), ("93031", "Épinay-sur-Seine"), ("93055", "Pantin"),
      ("93051", "Noisy-le-Grand"), ("93007", "Le Blanc-Mesnil"), ("93027", "La Courneuve"),
      ("93071", "Sevran"),
    ],
    [
      ("94028", "Créteil"), ("94081", "Vitry-sur-Seine"), ("94041", "Ivry-sur-Seine"),
      ("94017", "Champigny-sur-Marne"), ("94076", "Villejuif"), ("94022", "Choisy-le-Roi"),
      ("94078", "Villeneuve-Saint-Georges"), ("94054", "Orly"),
    ],
    [
      ("91228", "Évry-Courcouronnes"), ("91377", "Massy"), ("91174", "Corbeil-Essonnes"),
      ("91549", "Sainte-Geneviève-des-Bois"), ("91286", "Grigny"), ("91692", "Les Ulis"),
    ],
    [
      ("95018", "Argenteuil"), ("95127", "Cergy"), ("95585", "Sarcelles"),
      ("95268", "Garges-lès-Gonesse"), ("95277", "Gonesse"), ("95219", "Ermont"),
    ],
    [
      ("78361", "Mantes-la-Jolie"), ("78440", "Les Mureaux"), ("78621", "Trappes"),
      ("78172", "Conflans-Sainte-Honorine"), ("78498", "Poissy"), ("78586", "Sartrouville"),
    ],
    [
      ("77284", "Meaux"), ("77288", "Melun"), ("77108", "Chelles"),
      ("77305", "Montereau-Fault-Yonne"), ("77445", "Savigny-le-Temple"), ("77468", "Torcy"),
    ],
  ]
}

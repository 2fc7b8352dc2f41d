/// What a word of a note may reveal that a bourse has no business to know (RGPD, articles 9, 10).
public enum SensitiveCategory: String, Hashable, Codable, CaseIterable, Sendable {
  /// Health and handicap.
  case health
  /// Religion or belief.
  case religion
  /// Real or supposed origin.
  case origin
  /// Offences and sentences.
  case criminal
  /// Political or trade-union opinion.
  case opinion
  /// Sexual life or orientation.
  case sexualLife
  /// No fact at all, but an insult.
  case insult

  /// What the word bears on, as the end of a French sentence: « touche à la santé ».
  var phrase: String {
    switch self {
    case .health: "touche à la santé"
    case .religion: "touche à la religion"
    case .origin: "touche à l'origine"
    case .criminal: "touche aux infractions ou aux condamnations"
    case .opinion: "touche aux opinions"
    case .sexualLife: "touche à la vie sexuelle"
    case .insult: "est injurieux"
    }
  }

  /// The words, folded, in the singular; feminines and plurals in -e and -s are found from them.
  ///
  /// Words that are common in a note about a home (église in an address, origine of a leak,
  /// noir as mould is, condamnée as a door may be, invalide as a date) are left out: a warning that
  /// cries wolf is read by nobody.
  var words: String {
    switch self {
    case .health:
      """
      addiction, alcoolique, alcoolisme, alzheimer, amputation, autisme, autiste, avortement,
      avc, bipolaire, cancer, cancereux, cancereuse, chimiotherapie, depressif, depressive,
      depression, dement, demence, diabete, diabetique, dialyse, drogue, epilepsie, epileptique,
      fausse couche, fauteuil roulant, grossesse, handicap, handicape, hepatite, hospitalise,
      hospitalisation, invalidite, malade, maladie, medicament, mental, obese, obesite, paranoia,
      paranoiaque, parkinson, psychiatre, psychiatrie, psychiatrique, psychologique, psychotique,
      sante, schizophrene, schizophrenie, seropositif, seropositive, sida, suicidaire, suicide,
      syndrome de diogene, toxicomane, toxicomanie, traitement medical, trisomique, vih
      """
    case .religion:
      """
      athee, bouddhiste, casher, catholique, chretien, chretienne, confession, hallal, halal,
      hindou, hindouiste, imam, integriste, islam, islamique, islamiste, israelite, juif, juive,
      kippa, laicard, musulman, protestant, rabbin, radicalise, ramadan, religieux, religieuse,
      religion, sikh, temoin de jehovah
      """
    case .origin:
      """
      africain, africaine, algerien, algerienne, antillais, arabe, asiatique, chinois,
      clandestin, couleur de peau, demandeur d'asile, origine africaine, origine etrangere,
      ethnie, ethnique, gitan, immigre, immigration, maghrebin, malien, malienne, marocain,
      nationalite, origine ethnique, race, racial, refugie politique, roms, roumain,
      sans papiers, senegalais, titre de sejour, tsigane, tunisien, tunisienne, turc, turque,
      tzigane
      """
    case .criminal:
      """
      agresseur, bracelet electronique, casier judiciaire, condamnation penale, criminel,
      criminelle, dealer, dealeur, delinquance, delinquant, detenu, escroc, fiche s, garde a vue,
      incarceration, incarcere, infraction, mis en examen, pedophile, prison, prisonnier,
      prisonniere, proxenete, prostitue, terroriste, trafic, trafiquant, violeur, voleur, voleuse
      """
    case .opinion:
      """
      anarchiste, cegetiste, communiste, complotiste, encarte, extreme droite, extreme gauche,
      facho, fasciste, gaucho, gauchiste, gilet jaune, greviste,
      militant, opinion politique, parti politique, raciste, royaliste,
      socialiste, syndicaliste, syndique, trotskiste
      """
    case .sexualLife:
      """
      bisexuel, bisexuelle, gay, homosexualite, homosexuel, homosexuelle, lesbienne, lgbt,
      orientation sexuelle, transexuel, transgenre, transsexuel, transsexuelle, travesti,
      vie sexuelle
      """
    case .insult:
      """
      abruti, bougnoule, cas social, cassos, chiant, chieur, chieuse, cingle, con, conne,
      connard, connasse, couillon, cretin, debile, degenere, emmerdeur, emmerdeuse, encule,
      enfoire, faineant, feignant, feignasse, folle, fou, gogol, gouine, hysterique, idiot,
      imbecile, ivrogne, mongol, menteur, menteuse, negre, pauvre type, pd, pouffiasse,
      profiteur, profiteuse, putain, pute, salaud, salope, youpin
      """
    }
  }
}

/// The names behind ``CommuneList``: the last three characters of each code, then the name.
///
/// 93059 Pierrefitte-sur-Seine joined Saint-Denis in 2025: files still have its code.
enum CommuneNames {
  /// One text for each département.
  static let all: [(departement: String, communes: String)] = [
    ("75", paris), ("77", seineEtMarne), ("78", yvelines), ("91", essonne),
    ("92", hautsDeSeine), ("93", seineSaintDenis), ("94", valDeMarne), ("95", valDOise),
  ]

  private static let paris = (1...20).map { number in
    "1\(Day.padded(number, to: 2)) Paris \(number)\(number == 1 ? "er" : "e")"
  }.joined(separator: ";")

  private static let hautsDeSeine =
    "002 Antony;004 Asnières-sur-Seine;007 Bagneux;009 Bois-Colombes;012 Boulogne-Billancourt;"
    + "014 Bourg-la-Reine;019 Châtenay-Malabry;020 Châtillon;022 Chaville;023 Clamart;"
    + "024 Clichy;025 Colombes;026 Courbevoie;032 Fontenay-aux-Roses;033 Garches;"
    + "035 La Garenne-Colombes;036 Gennevilliers;040 Issy-les-Moulineaux;044 Levallois-Perret;"
    + "046 Malakoff;047 Marnes-la-Coquette;048 Meudon;049 Montrouge;050 Nanterre;"
    + "051 Neuilly-sur-Seine;060 Le Plessis-Robinson;062 Puteaux;063 Rueil-Malmaison;"
    + "064 Saint-Cloud;071 Sceaux;072 Sèvres;073 Suresnes;075 Vanves;076 Vaucresson;"
    + "077 Ville-d'Avray;078 Villeneuve-la-Garenne"

  private static let seineSaintDenis =
    "001 Aubervilliers;005 Aulnay-sous-Bois;006 Bagnolet;007 Le Blanc-Mesnil;008 Bobigny;"
    + "010 Bondy;013 Le Bourget;014 Clichy-sous-Bois;015 Coubron;027 La Courneuve;029 Drancy;"
    + "030 Dugny;031 Épinay-sur-Seine;032 Gagny;033 Gournay-sur-Marne;039 L'Île-Saint-Denis;"
    + "045 Les Lilas;046 Livry-Gargan;047 Montfermeil;048 Montreuil;049 Neuilly-Plaisance;"
    + "050 Neuilly-sur-Marne;051 Noisy-le-Grand;053 Noisy-le-Sec;055 Pantin;"
    + "057 Les Pavillons-sous-Bois;059 Pierrefitte-sur-Seine;061 Le Pré-Saint-Gervais;"
    + "062 Le Raincy;063 Romainville;064 Rosny-sous-Bois;066 Saint-Denis;070 Saint-Ouen-sur-Seine;"
    + "071 Sevran;072 Stains;073 Tremblay-en-France;074 Vaujours;077 Villemomble;"
    + "078 Villepinte;079 Villetaneuse"

  private static let valDeMarne =
    "001 Ablon-sur-Seine;002 Alfortville;003 Arcueil;004 Boissy-Saint-Léger;"
    + "011 Bonneuil-sur-Marne;015 Bry-sur-Marne;016 Cachan;017 Champigny-sur-Marne;"
    + "018 Charenton-le-Pont;019 Chennevières-sur-Marne;021 Chevilly-Larue;022 Choisy-le-Roi;"
    + "028 Créteil;033 Fontenay-sous-Bois;034 Fresnes;037 Gentilly;038 L'Haÿ-les-Roses;"
    + "041 Ivry-sur-Seine;042 Joinville-le-Pont;043 Le Kremlin-Bicêtre;044 Limeil-Brévannes;"
    + "046 Maisons-Alfort;047 Mandres-les-Roses;048 Marolles-en-Brie;052 Nogent-sur-Marne;"
    + "053 Noiseau;054 Orly;055 Ormesson-sur-Marne;056 Périgny;058 Le Perreux-sur-Marne;"
    + "059 Le Plessis-Trévise;060 La Queue-en-Brie;065 Rungis;067 Saint-Mandé;"
    + "068 Saint-Maur-des-Fossés;069 Saint-Maurice;070 Santeny;071 Sucy-en-Brie;073 Thiais;"
    + "074 Valenton;075 Villecresnes;076 Villejuif;077 Villeneuve-le-Roi;"
    + "078 Villeneuve-Saint-Georges;079 Villiers-sur-Marne;080 Vincennes;081 Vitry-sur-Seine"

  private static let seineEtMarne =
    "108 Chelles;284 Meaux;288 Melun;305 Montereau-Fault-Yonne;445 Savigny-le-Temple;468 Torcy"

  private static let yvelines =
    "172 Conflans-Sainte-Honorine;361 Mantes-la-Jolie;440 Les Mureaux;498 Poissy;586 Sartrouville;"
    + "621 Trappes"

  private static let essonne =
    "174 Corbeil-Essonnes;228 Évry-Courcouronnes;286 Grigny;377 Massy;"
    + "549 Sainte-Geneviève-des-Bois;692 Les Ulis"

  private static let valDOise =
    "018 Argenteuil;127 Cergy;219 Ermont;268 Garges-lès-Gonesse;277 Gonesse;585 Sarcelles"
}

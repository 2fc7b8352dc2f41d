/// Invented names: long and short, hyphenated, accented, with particles, from many languages.
enum DemoPeople {
  /// The nth name of the directory; no two are alike before `given.count * family.count`.
  static func name(_ number: Int) -> String {
    let first = number % given.count
    return "\(given[first]) \(family[(number / given.count + first * 7) % family.count])"
  }

  /// A tenant's name; two tenants may share one, as in life.
  static func tenant(using random: inout DemoRandom) -> String {
    if random.chance(0.01) { return longest }
    return "\(random.pick(given)) \(random.pick(family))"
  }

  private static let longest =
    "Marie-Joséphine-Apolline Vandenbrouckelaere-Saint-Ylier de la Vaissonnière"

  private static let given = [
    "Camille", "Nadia", "Jean-Baptiste", "Aïcha", "Thibault", "Inès", "Mamadou", "Élodie",
    "Anne-Laure", "Yusuf", "Marguerite", "Zoé", "Stéphane", "Fatoumata", "Lucien", "Maëlle",
    "Tiago", "Hélène", "Karim", "Océane", "Wei", "Sandrine", "Marie-Christine", "Gaël", "Priya",
    "Noémie", "Abdoulaye", "Joséphine", "Loïc", "Ewa", "Clémence", "Rachid", "Ombeline",
    "Théophile", "Lina", "Évariste", "Ulysse", "Dalila", "Bastien", "Françoise", "Anatole",
  ]

  private static let family = [
    "Delaunay-Morvan", "Benhamidou", "Le Guennec", "de Boisfleury", "Kouassigan", "Vasseurot",
    "N'Goranté", "Lemarchandier", "d'Aubremont", "Pereirinha", "Nguyen-Vallier", "Oukacine",
    "Charpenteau", "Saint-Ylier", "van der Meulenaere", "Diarrassou", "Moreauxin", "El Khadiri",
    "Szczepaniakowski", "Brisseau", "Tchoumikov", "Quéménéven", "Rabenarison", "Hautecœur",
    "Ferrandier", "Bellanger-Roussin", "O'Brannigan", "Zerroukian", "Lachassagne",
    "de la Vaissonnière", "Pommeret", "Sithambaram", "Guérinel", "Øster-Dumont", "Ybertin",
    "Anastasopoulidis", "Colinette", "Marchebout", "Villedary", "Wojnarski", "Prunier-Dastugue",
    "Li", "Bâ", "Çelikbaş", "Muñozal", "Dvořáček", "Fontorbe",
  ]
}

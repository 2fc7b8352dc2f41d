import Domain

/// An annonce as a record tells it: what is written, not yet what it brings about.
struct AnnonceDraft {
  var number: String
  var siret: SIRET
  var version: AnnonceVersion
  var title: String
  var text: String
  var photoNames: [String]
  var withdrawnOn: Day?

  /// The texts as one, by which equal is told from different.
  var words: String { ([title, text] + photoNames).joined(separator: "\u{0}") }
}

/// A report on an annonce as a record tells it.
struct ReportDraft {
  var number: String
  var annonce: String
  var version: Int?
  var part: AnnoncePart
  var motive: AnnonceMotive
  var day: Day
  var text: String?
}

extension RecordReader {
  /// A whole number of a range.
  mutating func number(_ column: Column, in range: ClosedRange<Int>) -> Int? {
    guard let text = text(column) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      refuse(
        column, "Ce n'est pas un nombre admis.",
        remedy: "Écrivez un nombre entier de \(range.lowerBound) à \(range.upperBound).")
      return nil
    }
    return number
  }
}

extension RecordReader<AnnonceColumn> {
  /// An annonce, nil when something in it is wrong.
  mutating func annonce() -> AnnonceDraft? {
    let number = reference(
      .field(.annonce), "Indiquez le numéro que la plateforme donne à l'annonce.")
    let version = required(.field(.version), "Indiquez le numéro de la version, à partir de 1.")
      .flatMap { _ in self.number(.field(.version), in: 1...9_999) }
    let day = required(.field(.publishedOn), "Indiquez le jour de la publication.")
      .flatMap { _ in self.day(.field(.publishedOn)) }
    let siret = required(.field(.siret), "Indiquez le SIRET du bailleur du locataire.")
      .flatMap { _ in parse(.field(.siret), as: SIRET.self) }
    let typologie = required(.field(.typologie), "Indiquez la typologie du logement.")
      .flatMap { _ in
        choice(.field(.typologie), among: Typologie.allCases.map { ($0.rawValue, $0) })
      }
    let commune = required(.field(.commune), "Indiquez la commune du logement.")
    let insee = parse(.field(.insee), as: InseeCode.self)
    let logement = text(.field(.logement), atMost: 30)
    let title = required(.field(.title), "Indiquez le titre de l'annonce.")
    let words = requiredText(.field(.text), "Indiquez le texte de l'annonce.")
    let substantial = choice(.field(.isSubstantial), among: [("oui", true), ("non", false)])
    let withdrawnOn = self.day(.field(.withdrawnOn))
    let photos = photos()
    guard let number, let version, let day, let siret, let typologie, let commune, let title,
      let words
    else { return nil }
    let draft = AnnonceVersion(
      number: version, publishedOn: day, isSubstantial: substantial ?? true, commune: commune,
      insee: insee, typologie: typologie, logement: logement, text: "", digest: "",
      photos: photos.map(\.photo))
    return AnnonceDraft(
      number: number, siret: siret, version: draft, title: title, text: words,
      photoNames: photos.map(\.name), withdrawnOn: withdrawnOn)
  }

  private mutating func requiredText(_ column: AnnonceColumn, _ remedy: String) -> String? {
    if record.values[column] == nil { refuse(column, "La valeur manque.", remedy: remedy) }
    return text(column, atMost: 10_000)
  }

  private mutating func photos() -> [(name: String, photo: AnnoncePhoto)] {
    let present = AnnonceVersion.photoRanks.filter { rank in
      PhotoColumn.allCases.contains { record.values[.photo($0, rank)] != nil }
    }
    var photos: [(String, AnnoncePhoto)] = []
    for (place, rank) in present.enumerated() {
      guard rank == place + 1 else {
        refuse(
          .photo(.file, place + 1), "Les photos ne se suivent pas.",
          remedy: "Numérotez-les à partir de 1, sans en sauter.")
        return photos
      }
      if let photo = photo(rank) { photos.append(photo) }
    }
    return photos
  }

  private mutating func photo(_ rank: Int) -> (String, AnnoncePhoto)? {
    let name = required(.photo(.file, rank), "Indiquez le nom du fichier de la photo.")
    if let name, !PhotoFile.isName(name) {
      refuse(
        .photo(.file, rank), "Ce nom de fichier n'est pas admis.",
        remedy: "Un nom seul, sans dossier, de 120 caractères au plus.")
    }
    func size(_ column: PhotoColumn, _ most: Int) -> Int? {
      required(.photo(column, rank), "Indiquez la taille de la photo.").flatMap { _ in
        number(.photo(column, rank), in: 1...most)
      }
    }
    let (width, height) = (size(.width, 100_000), size(.height, 100_000))
    let bytes = size(.bytes, 1_000_000_000)
    let digest = text(.photo(.digest, rank))?.lowercased()
    if let digest, (try? DrawSalt(parsing: digest)) == nil {
      refuse(
        .photo(.digest, rank), "Ce n'est pas une empreinte SHA-256.",
        remedy: "Écrivez 64 chiffres hexadécimaux, ou videz la cellule.")
    }
    guard let name, let width, let height, let bytes else { return nil }
    return (name, AnnoncePhoto(width: width, height: height, bytes: bytes, digest: digest))
  }
}

extension RecordReader<ReportColumn> {
  /// A report on an annonce, nil when something in it is wrong.
  mutating func report() -> ReportDraft? {
    let number = reference(
      .number, "Indiquez le numéro que la plateforme donne au signalement.")
    let annonce = reference(.annonce, "Indiquez le numéro de l'annonce signalée.")
    let part = required(
      .part, "Indiquez ce qui est signalé : annonce, commentaire ou photo-1…")
    var read: AnnoncePart?
    if let part {
      read = AnnoncePart(code: part.lowercased())
      if read == nil {
        refuse(
          .part, "Cette partie n'est pas connue.",
          remedy: "Valeurs admises : annonce, commentaire, photo-1, photo-2…")
      }
    }
    let motive = required(.motive, "Indiquez le code du motif.").flatMap { _ in
      choice(
        .motive, among: AnnonceMotive.allCases.map { ($0.rawValue, $0) },
        aliases: AnnonceMotive.allCases.map { ($0.label, $0) })
    }
    let day = required(.day, "Indiquez le jour du signalement.").flatMap { _ in
      self.day(.day)
    }
    let version = self.number(.version, in: 1...9_999)
    let text = text(.text, atMost: 10_000)
    guard let number, let annonce, let read, let motive, let day else { return nil }
    return ReportDraft(
      number: number, annonce: annonce, version: version, part: read, motive: motive, day: day,
      text: text)
  }
}

/// The names of the photos' files, which come from outside and end up in paths.
public enum PhotoFile {
  private static let longest = 120

  /// Whether a text is the name of a file and nothing else: no folder, no step up, nothing hidden,
  /// nothing that a program would take for an option.
  public static func isName(_ text: String) -> Bool {
    guard !text.isEmpty, text.utf8.count <= longest, text == text.strippedOfControls else {
      return false
    }
    return !text.hasPrefix(".") && !text.hasPrefix("-")
      && !text.contains { "/\\:".contains($0) }
  }

  /// Where a photo is: its file in the folder that is set.
  ///
  /// - Throws: a refusal when the folder is not set or the name would lead out of it.
  public static func path(_ name: String, in folder: String?) throws(Refusal) -> String {
    guard let folder, folder.hasPrefix("/") else {
      throw Refusal(
        "Le dossier des photos n'est pas réglé.",
        remedy: "Indiquez-le dans le fichier de configuration : photos = /chemin/du/dossier")
    }
    guard isName(name) else {
      throw Refusal("Le nom de cette photo n'est pas celui d'un fichier : elle n'est pas ouverte.")
    }
    return folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }
}

import Domain
import Foundation
import Storage
import Synchronization
import Testing

@testable import TUI

/// What is typed after `habiter`: understood, or refused with what would be.
@Suite struct CommandLineTests {
  private let parser = ArgumentParser(commands: CommandTable.all)

  @Test(arguments: [
    ([], []), (["demo"], ["demo"]), (["demo", "--taille", "petite"], ["demo"]),
    (["demo", "--taille=petite"], ["demo"]), (["moi"], ["moi"]),
    (["importer", "dossiers", "a.csv"], ["importer", "dossiers"]),
    (["importer", "dossiers", "--essai", "a.csv"], ["importer", "dossiers"]),
    (["exporter", "dossiers"], ["exporter", "dossiers"]), (["aide"], ["aide"]),
  ])
  func `A command is found by its words`(typed: [String], words: [String]) throws {
    #expect(try parser.parse(typed).1.command == words)
  }

  @Test func `Options and the argument may come in any order`() throws {
    let first = try parser.parse(["importer", "dossiers", "--essai", "--", "--a.csv"]).1
    #expect(first.argument == "--a.csv" && first.has("--essai") && !first.has("--demo"))
    let second = try parser.parse(["exporter", "dossiers", "--au", "-3", "--format=json"]).1
    #expect(second.options == ["--au": "-3", "--format": "json"])
  }

  @Test(arguments: [
    (["exprter"], "La commande « exprter » n'existe pas. Vouliez-vous dire « exporter » ?"),
    (["xyz"], "La commande « xyz » n'existe pas."),
    (
      ["importer"],
      "Que faut-il importer ? Essayez « habiter importer dossiers », "
        + "« habiter importer annonces », « habiter importer signalements »."
    ),
    (
      ["patrimoine"],
      "Il manque un mot après « patrimoine ». "
        + "Essayez « habiter patrimoine modele », « habiter patrimoine essai », "
        + "« habiter patrimoine importer », « habiter patrimoine relever », "
        + "« habiter patrimoine etat », "
        + "« habiter patrimoine confirmer », « habiter patrimoine abandonner »."
    ),
    (
      ["importer", "dosiers"],
      "« importer » ne connaît pas « dosiers ». Essayez « habiter importer dossiers », "
        + "« habiter importer annonces », « habiter importer signalements »."
    ),
    (["importer", "dossiers"], "Il manque FICHIER."),
    (
      ["importer", "dossiers", "a", "b"], "« b » est de trop après « habiter importer dossiers »."
    ),
    (
      ["demo", "--taile", "petite"],
      "L'option « --taile » n'existe pas pour « habiter demo ». Vouliez-vous dire « --taille » ?"
    ),
    (["demo", "--taille"], "L'option --taille attend une valeur : TAILLE."),
    (["demo", "--taille", "a", "--taille", "b"], "L'option --taille est donnée deux fois."),
    (["importer", "dossiers", "a", "--essai=oui"], "L'option --essai ne prend pas de valeur."),
    (["moi", "lui"], "« lui » est de trop après « habiter moi »."),
    (["a\u{1B}[2J"], "La commande « a[2J » n'existe pas."),
  ])
  func `What is not understood is said, with the nearest word`(
    typed: [String], message: String
  ) {
    let error = #expect(throws: UsageError.self) { try parser.parse(typed) }
    #expect(error?.message == message)
  }

  @Test func `Every command is in the general help, every option in its own`() throws {
    let general = HelpCommand.general.joined(separator: "\n")
    for command in CommandTable.all {
      #expect(general.contains(command.title))
      #expect(general.contains(command.summary))
      guard let word = command.words.first else { continue }
      let help = try HelpCommand.help(of: word).joined(separator: "\n")
      #expect(help.contains(command.usage))
      for option in command.options { #expect(help.contains(option.help)) }
      for example in command.examples { #expect(try parses(example)) }
    }
    for code in ExitCode.allCases { #expect(general.contains("\(code.rawValue)  \(code.label)")) }
  }

  /// Whether an example of the help is understood, its quotes taken as a shell does.
  private func parses(_ example: String) throws -> Bool {
    var words: [String] = []
    let typed = example.prefix { $0 != "|" && $0 != ">" }
    for (index, part) in typed.split(separator: "\"").enumerated() {
      if index.isMultiple(of: 2) {
        words += part.split(separator: " ").map(String.init)
      } else {
        words.append(String(part))
      }
    }
    guard words.first == "habiter" else { return false }
    _ = try parser.parse(Array(words.dropFirst()))
    return true
  }

  @Test(
    arguments: [
      ("rgpd effacer", ["habiter rgpd effacer "]),
      ("importer dossiers liste.csv", ["habiter importer dossiers "]),
      ("compte", CommandTable.all.filter { $0.words.first == "compte" }.map(\.title)),
      ("dossier D-2026-0412", ["habiter dossier "]),
    ])
  func `The help is that of the command typed, or of all that begin with its first word`(
    typed: String, titles: [String]
  ) throws {
    let lines = try HelpCommand.help(of: typed).filter { $0.hasPrefix("habiter ") }
    #expect(lines.count == titles.count)
    for (line, title) in zip(lines, titles) { #expect(line.hasPrefix(title), "\(line)") }
  }

  @Test func `The README names every command`() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../README.md").standardizedFileURL
    let readme = String(decoding: try Data(contentsOf: page), as: UTF8.self)
    for command in CommandTable.all where !["aide", "version"].contains(command.words.first) {
      #expect(readme.contains("`\(command.title)"))
    }
  }

  @Test(arguments: [
    ("2026-03-31", "2026-07-10"), ("2026-07-10", "2026-01-05"), ("2026-03-28", "2026-03-29"),
    ("2026-10-24", "2026-10-26"),
  ])
  func `A clock set to another day keeps the hour on the wall, and goes on`(
    from: String, to: String
  ) throws {
    let start = try #require(Day(iso: from))
    let target = try #require(Day(iso: to))
    let noon = Moment(seconds: Int64(start.number) * 86_400 + 12 * 3600)
    let clock = ShiftedClock.clock({ noon }, on: target)
    #expect(ParisTime.day(of: clock()) == target)
    let wall = ParisTime.hourAndMinute(of: noon)
    #expect(ParisTime.hourAndMinute(of: clock()).hour == wall.hour)

    let ticks = Ticks(noon)
    let running = ShiftedClock.clock({ ticks.next() }, on: target)
    let first = running()
    #expect(running() - first == 60)
  }

  /// A clock that goes on by a minute each time it is read.
  private final class Ticks: Sendable {
    private let now: Mutex<Moment>

    init(_ start: Moment) { now = Mutex(start) }

    func next() -> Moment {
      now.withLock { moment in
        moment = moment + 60
        return moment
      }
    }
  }
}

/// The completion of fish, each proposal with what it does.
struct FishCompletion {
  let plan: CompletionPlan

  var script: String {
    """
    # Complète habiter dans fish. Écrit par « habiter aide --completion fish ».
    function __habiter_words
        set -l skipped no
        set -l typed (commandline -opc)
        for word in $typed[2..]
            if test $skipped = yes
                set skipped no
                continue
            end
            switch $word
                case \(plan.valued.joined(separator: " "))
                    set skipped yes
                case '-*'
                case '*'
                    echo -- $word
            end
        end
    end
    # Si les mots tapés commencent par ceux de la commande.
    function __habiter_in
        set -l typed (__habiter_words)
        set -l size (count $argv)
        test (count $typed) -ge $size; and test "$typed[1..$size]" = "$argv"
    end
    # Si exactement tant de mots suivent ceux de la commande.
    function __habiter_at
        set -l typed (__habiter_words)
        set -l wanted $argv[2..]
        test (count $typed) -eq (math $argv[1] + (count $wanted)); or return 1
        test (count $wanted) -eq 0; or __habiter_in $wanted
    end
    complete -c habiter -f
    \(lines.joined(separator: "\n"))

    """
  }

  private var lines: [String] {
    let first = plan.firstWords.map { line("__habiter_at 0", word: $0.word, $0.help) }
    let second = plan.secondWords.flatMap { first, seconds in
      seconds.map { line("__habiter_at 0 \(first)", word: $0.word, $0.help) }
    }
    let bare = plan.bare.map { line("__habiter_at 0", option: $0) }
    return first + second + bare + plan.named.flatMap(lines(of:))
  }

  private func lines(of command: CommandSpec) -> [String] {
    let words = command.words.joined(separator: " ")
    var lines = command.options.map { line("__habiter_in \(words)", option: $0) }
    for (count, proposal) in [plan.argument(of: command), plan.following(command)].enumerated() {
      let start = "complete -c habiter -n '__habiter_at \(count) \(words)'"
      switch proposal {
      case .words(let known): lines.append("\(start) -a '\(known.joined(separator: " "))'")
      case .files: lines.append("\(start) -F")
      case .nothing: break
      }
    }
    return lines
  }

  private func line(_ condition: String, word: String, _ help: String) -> String {
    "complete -c habiter -n '\(condition)' -a \(word) -d \(quoted(help))"
  }

  private func line(_ condition: String, option: OptionSpec) -> String {
    let value =
      switch plan.value(of: option) {
      case .words(let words): " -x -a '\(words.joined(separator: " "))'"
      case .files: " -r -F"
      case .nothing: option.value == nil ? "" : " -x"
      }
    return "complete -c habiter -n '\(condition)' -l \(option.name.dropFirst(2))\(value)"
      + " -d \(quoted(option.help))"
  }

  private func quoted(_ text: String) -> String {
    "'\(text.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
  }
}

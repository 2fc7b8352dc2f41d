/// The completion of zsh, each proposal with what it does.
struct ZshCompletion {
  let plan: CompletionPlan

  var script: String {
    """
    #compdef habiter
    # Complète habiter dans zsh. Écrit par « habiter aide --completion zsh ».
    local prev=${words[CURRENT-1]} command= argument= i
    local -a plain options firsts seconds following
    for ((i = 2; i < CURRENT; i++)); do
      case ${words[i]} in
        (\(plan.valued.joined(separator: "|"))) ((i++)) ;;
        (-*) ;;
        (*) plain+=(${words[i]}) ;;
      esac
    done
    local -i count=${#plain}
    case "${plain[1]} ${plain[2]}" in
    \(commands)
      (' ')
        options=(\(described(plan.bare)))
        firsts=(\(described(plan.firstWords))) ;;
    \(seconds)
    esac
    case "$command:$prev" in
    \(values)
    esac
    if [[ $PREFIX == -* ]]; then
      _describe -o 'option' options
    elif (( count == 0 )) && [[ $argument == @files ]]; then
      _files
    elif (( count == 0 )) && (( ${#firsts} )); then
      _describe 'commande' firsts
    elif (( count == 1 )) && (( ${#following} )); then
      compadd -- $following
    fi

    """
  }

  private var commands: String {
    plan.named.map { command in
      let pattern =
        command.words.count > 1
        ? "('\(command.words.joined(separator: " "))')" : "('\(command.words[0]) '*)"
      var lines = ["  \(pattern)", "    command='\(command.words.joined(separator: " "))'"]
      lines.append("    options=(\(described(command.options)))")
      switch plan.argument(of: command) {
      case .files: lines.append("    argument=@files")
      case .words(let words): lines.append("    firsts=(\(words.joined(separator: " ")))")
      case .nothing: break
      }
      if case .words(let words) = plan.following(command) {
        lines.append("    following=(\(words.joined(separator: " ")))")
      }
      lines.append("    ((count -= \(command.words.count))) ;;")
      return lines.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  private var seconds: String {
    plan.secondWords.map { first, seconds in
      "  ('\(first) '*) firsts=(\(described(seconds))); ((count--)) ;;"
    }.joined(separator: "\n")
  }

  private var values: String {
    plan.commands.flatMap { command in
      command.options.filter { $0.value != nil }.map { option in
        let reply =
          switch plan.value(of: option) {
          case .words(let words): "compadd -- \(words.joined(separator: " ")); return"
          case .files: "_files; return"
          case .nothing: "_message \(quoted(option.value ?? "")); return"
          }
        return "  ('\(command.words.joined(separator: " ")):\(option.name)') \(reply) ;;"
      }
    }.joined(separator: "\n")
  }

  private func described(_ options: [OptionSpec]) -> String {
    described(options.map { (word: $0.name, help: $0.help) })
  }

  private func described(_ words: [(word: String, help: String)]) -> String {
    words.map { quoted("\($0.word):\($0.help.replacing(":", with: "\\:"))") }
      .joined(separator: " ")
  }

  private func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "'\\''"))'" }
}

/// The completion of bash.
struct BashCompletion {
  let plan: CompletionPlan

  var script: String {
    """
    # Complète habiter dans bash. Écrit par « habiter aide --completion bash ».
    _habiter() {
      local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
      local command= options= argument= following= i
      local -a plain=()
      if [[ $cur == = ]]; then
        cur=
      elif [[ $prev == = ]]; then
        prev=${COMP_WORDS[COMP_CWORD-2]}
      fi
      for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
          \(plan.valued.joined(separator: "|")))
            ((i++))
            [[ ${COMP_WORDS[i]} == = ]] && ((i++)) ;;
          -*) ;;
          *) plain+=("${COMP_WORDS[i]}") ;;
        esac
      done
      local count=${#plain[@]}
      case "${plain[0]-} ${plain[1]-}" in
    \(commands)
        ' ') options='\(plan.bare.map(\.name).joined(separator: " "))' argument='\(firstWords)' ;;
    \(seconds)
      esac
      case "$command:$prev" in
    \(values)
      esac
      if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$cur"))
      elif ((count == 0)) && [[ $argument == @files ]]; then
        compopt -o filenames 2>/dev/null
        COMPREPLY=($(compgen -f -- "$cur"))
      elif ((count == 0)); then
        COMPREPLY=($(compgen -W "$argument" -- "$cur"))
      elif ((count == 1)); then
        COMPREPLY=($(compgen -W "$following" -- "$cur"))
      fi
    }
    complete -F _habiter habiter

    """
  }

  private var firstWords: String { plan.firstWords.map(\.word).joined(separator: " ") }

  /// A line for each command; `count` then says how many words follow those of the command.
  private var commands: String {
    plan.named.map { command in
      let words = command.words.joined(separator: " ")
      let pattern = command.words.count > 1 ? "'\(words)'" : "'\(words) '*"
      let options = command.options.map(\.name).joined(separator: " ")
      return """
            \(pattern)) command='\(words)' options='\(options)'
              argument='\(text(plan.argument(of: command)))'
              following='\(text(plan.following(command)))'
              ((count -= \(command.words.count))) ;;
        """
    }.joined(separator: "\n")
  }

  private var seconds: String {
    plan.secondWords.map { first, seconds in
      "    '\(first) '*) argument='\(seconds.map(\.word).joined(separator: " "))'; ((count--)) ;;"
    }.joined(separator: "\n")
  }

  private var values: String {
    plan.commands.flatMap { command in
      command.options.filter { $0.value != nil }.map { option in
        let reply =
          switch plan.value(of: option) {
          case .words(let words):
            "COMPREPLY=($(compgen -W '\(words.joined(separator: " "))' -- \"$cur\")); return"
          case .files:
            "compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- \"$cur\")); return"
          case .nothing: "return"
          }
        return "    '\(command.words.joined(separator: " ")):\(option.name)') \(reply) ;;"
      }
    }.joined(separator: "\n")
  }

  private func text(_ proposal: CompletionPlan.Proposal) -> String {
    switch proposal {
    case .words(let words): words.joined(separator: " ")
    case .files: "@files"
    case .nothing: ""
    }
  }
}

# Words after `toile`: the program is asked what it knows, so that this never lags behind it.
_toile() {
  local word=${COMP_WORDS[COMP_CWORD]} command=() i
  for ((i = 1; i < COMP_CWORD; ++i)); do
    [[ ${COMP_WORDS[i]} == [a-z]* ]] || break
    toile "${command[@]}" --help 2>/dev/null | sed -n '/^Subcommands:/,$p' | grep -q "^  ${COMP_WORDS[i]} " || break
    command+=("${COMP_WORDS[i]}")
  done
  local help
  help=$(toile "${command[@]}" --help 2>/dev/null) || return
  case ${COMP_WORDS[COMP_CWORD - 1]} in
    -c | --category | --mix)
      mapfile -t COMPREPLY < <(compgen -W "$(toile generate -c list 2>/dev/null)" -- "$word")
      return
      ;;
  esac
  if [[ $word == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$(grep -oE -- '^ +(-[a-z],)?--[a-z-]+' <<<"$help" | grep -oE -- '--[a-z-]+')" -- "$word")
  elif [[ $help == *Subcommands:* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$(sed -n '/^Subcommands:/,$ s/^  \([a-z-]*\) .*/\1/p' <<<"$help")" -- "$word")
  elif [[ $word == w* ]]; then
    mapfile -t COMPREPLY < <(compgen -f -- "$word"; compgen -W "$(toile wardrobe 2>/dev/null | awk '{print $1}')" -- "$word")
    __ltrim_colon_completions "$word" 2>/dev/null
  fi
}
complete -o default -F _toile toile

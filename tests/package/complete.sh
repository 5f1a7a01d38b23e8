# What the shell offers for the last of these words: bash complete.sh COMPLETION WORD...
source "$1"
COMP_WORDS=("${@:2}")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_toile
echo " ${COMPREPLY[*]} "

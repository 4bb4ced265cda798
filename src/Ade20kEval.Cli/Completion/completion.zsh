#compdef ade20k-eval
# Completion of ade20k-eval in zsh. The tool itself is asked what comes next.
_ade20k_eval() {
    local kind line
    local -a lines texts shown open
    lines=("${(@f)$("${words[1]/#\~/$HOME}" __complete "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
    kind=$lines[1]
    for line in "${(@)lines[2,-1]}"; do
        [[ -n $line ]] || continue
        texts+=("${line%%$'\t'*}")
        shown+=("${line%%$'\t'*}${${line#*$'\t'}:+  -- ${line#*$'\t'}}")
    done
    [[ $kind == *open ]] && open=(-S '')
    (( $#texts )) && compadd $open -l -d shown -a texts
    case $kind in
        files*) _files ;;
        folders*) _files -/ ;;
    esac
    return 0
}
if [[ $funcstack[1] == _ade20k-eval ]]; then
    _ade20k_eval "$@"
else
    compdef _ade20k_eval ade20k-eval
fi

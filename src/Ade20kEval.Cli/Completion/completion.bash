# Completion of ade20k-eval in bash. The tool itself is asked what comes next.
_ade20k_eval() {
    local tool=${COMP_WORDS[0]/#\~/$HOME} word line kind IFS=$'\n'
    local -a typed=() lines=()
    COMPREPLY=()

    # bash makes words of their own of = and :, and so gives `--write=ht` as three.
    for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
        if [[ $word != = ]]; then typed+=("$word"); fi
    done
    local current=${COMP_WORDS[COMP_CWORD]}
    if [[ $current == = ]]; then current=; typed+=(""); fi
    typed[${#typed[@]}-1]=${current#[\"\']}

    mapfile -t lines < <("$tool" __complete "${typed[@]}" 2>/dev/null)
    kind=${lines[0]:-}
    for line in "${lines[@]:1}"; do
        COMPREPLY+=("$(printf '%q' "${line%%$'\t'*}")")
    done
    if [[ $kind == *open ]]; then compopt -o nospace; fi
    case $kind in
        files*) compopt -o filenames; COMPREPLY+=($(compgen -f -- "$current")) ;;
        folders*) compopt -o filenames; COMPREPLY+=($(compgen -d -- "$current")) ;;
    esac
}
complete -F _ade20k_eval ade20k-eval

# Completion of ade20k-eval in fish. The tool itself is asked what comes next.
function __ade20k_eval_complete
    set -l typed (commandline -opc)
    set -l current (commandline -ct)
    set -l lines ($typed[1] __complete $typed[2..-1] "$current" 2>/dev/null)
    for line in $lines[2..-1]
        echo $line
    end
    switch "$lines[1]"
        case 'files*'
            __fish_complete_path "$current"
        case 'folders*'
            __fish_complete_directories "$current" ''
    end
end
complete -c ade20k-eval -f -a '(__ade20k_eval_complete)'

# Completes tiptui in bash 4.3 or newer. To have it, put this into ~/.bashrc:
#     source <(tiptui --print-completion bash)
_tiptui() {
    # The words as they are typed: bash cuts its own at each = and :, which are a part of ours.
    local line=${COMP_LINE:0:COMP_POINT} words word verb="" known=""
    read -a words <<< "$line"
    [[ $line == *[[:space:]] ]] && words+=("")
    word=${words[-1]} words[0]=tiptui
    if (( ${#words[@]} > 2 )) && [[ " @VERBS@ " == *" ${words[1]} "* ]]; then
        verb=${words[1]}
    fi
    # The verb, the word before, and what is typed of this one.
    case "$verb ${words[-2]} $word" in
@LINES@
    esac
    case $known in
        files)
            (( ${#words[@]} > 2 )) && compopt -o default && return
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -W "@VERBS@" -- "$word"; compgen -f -- "$word")
            return ;;
        terms)
            known="@VALUES@"
            [[ $word == *:* ]] || { known="@FIELDS@"; compopt -o nospace; } ;;
    esac
    COMPREPLY=($(compgen -W "$known" -- "$word"))
    if [[ $COMP_WORDBREAKS == *:* ]]; then
        COMPREPLY=("${COMPREPLY[@]#"${word%"${word##*:}"}"}")
    fi
}
complete -F _tiptui tiptui

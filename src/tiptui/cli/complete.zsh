#compdef tiptui
# Completes tiptui in zsh. To have it, put this into ~/.zshrc, after compinit:
#     source <(tiptui --print-completion zsh)
_tiptui() {
    local verb=""
    if (( CURRENT > 2 )) && [[ " @VERBS@ " == *" $words[2] "* ]]; then
        verb=$words[2]
        shift words
        (( CURRENT-- ))
    fi
    local -a verbs rules
@LINES@
    _arguments $rules
}
_tiptui_verbs_and_files() {
    _describe command verbs
    _tiptui_files
}
_tiptui_files() {
    # What stands before = says whose text a file is.
    [[ $words[CURRENT-1] == --source ]] && compset -P '*='
    _files
}
_tiptui_terms() {
    if [[ $PREFIX == *:* ]]; then
        compadd -- @VALUES@
    else
        compadd -S '' -- @FIELDS@
    fi
}
if [[ $funcstack[1] == _tiptui ]]; then
    _tiptui "$@"
else
    compdef _tiptui tiptui
fi

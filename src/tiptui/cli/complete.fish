# Completes tiptui in fish. To have it, once:
#     tiptui --print-completion fish > ~/.config/fish/completions/tiptui.fish
function __tiptui_is -d 'Whether a verb, or none, stands first'
    set -l words (commandline -opc) ''
    contains -- $words[2] @VERBS@ || set words[2] ''
    test "$words[2]" = "$argv"
end
function __tiptui_first
    test (count (commandline -opc)) = 1
end
function __tiptui_terms
    if string match -q '*:*' -- (commandline -ct)
        string split ' ' '@VALUES@'
    else
        string split ' ' '@FIELDS@'
    end
end
@LINES@

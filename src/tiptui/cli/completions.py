"""Scripts by which shells complete what is typed after tiptui, made from the parsers of the verbs.

What may stand in the place of a value, its name (`metavar`) says: of a FIELD, a CODE and a TERM the
words are known, an ID, a NAME or a KEY=… is anybody's, and whatever else has no choices is a file.
"""

import re
from argparse import Action
from collections.abc import Iterator, Mapping
from shlex import quote

from tiptui.cli.parser import Parser
from tiptui.record.problem import WARNINGS
from tiptui.search.fields import BY_NAME, COUNTED, FIELDS, NONE

_FILES, _TERMS = "files", "terms"
_KNOWN = {
    **{
        "FIELD": " ".join(each for each in BY_NAME if BY_NAME[each] in COUNTED),
        "CODE": " ".join(sorted(WARNINGS)),
        "TERM": _TERMS,
    },
    **dict.fromkeys(("ID", "NAME", "IRI", "COLUMN"), ""),
    **dict.fromkeys(("KEY=COLUMN", "KEY=WORDS", "KEY:FROM=TO", "KEY=SIGN"), ""),
}

_FIELDS = " ".join(f"{name}:" for name in BY_NAME)
_VALUES = " ".join(
    f"{name}:{value}"
    for name, field in BY_NAME.items()
    for value in FIELDS[field].choices or (NONE,) * bool(FIELDS[field].nothing)
)

Parsers = Mapping[str, Parser]
"""The parser of each verb; under "" that of what is typed without one."""


def completion(shell: str, parsers: Parsers) -> str:
    """Return the script for bash, zsh or fish."""
    script, lines = {"bash": (_BASH, _bash), "zsh": (_ZSH, _zsh), "fish": (_FISH, _fish)}[shell]
    known = {"VERBS": " ".join(filter(None, parsers)), "FIELDS": _FIELDS, "VALUES": _VALUES}
    for name, words in {"LINES": "\n".join(lines(parsers)), **known}.items():
        script = script.replace(f"@{name}@", words)
    return script


def options(parser: Parser) -> list[Action]:
    return [each for each in parser._actions if each.option_strings]


def operands(parser: Parser) -> list[Action]:
    """Return what a verb takes besides its options: at most one thing, or many of it."""
    return [each for each in parser._actions if not each.option_strings]


def value_name(action: Action) -> str:
    """Return what stands for a value in a usage; empty where an option takes none."""
    if action.nargs == 0:
        return ""
    return str(action.metavar or "|".join(action.choices or ()))


def _place(action: Action) -> str:
    """Return the words that may stand for a value, where they are known; else _FILES or _TERMS."""
    if action.choices:
        return " ".join(action.choices)
    return _KNOWN.get(value_name(action), _FILES)


_BASH = r"""# Completes tiptui in bash 4.3 or newer. To have it, put this into ~/.bashrc:
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
"""


def _bash(parsers: Parsers) -> Iterator[str]:
    for verb, parser in parsers.items():
        names = [name for option in options(parser) for name in option.option_strings]
        for option in filter(value_name, options(parser)):
            places = "|".join(f'"{verb} {name} "*' for name in option.option_strings)
            yield f'        {places}) known="{_place(option)}" ;;'
        yield f'        "{verb} "*" -"*) known="{" ".join(names)}" ;;'
        for operand in operands(parser):
            yield f'        "{verb} "*) known="{_place(operand)}" ;;'


_ZSH = r"""#compdef tiptui
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
"""


def _zsh(parsers: Parsers) -> Iterator[str]:
    functions = {_FILES: "_tiptui_files", _TERMS: "_tiptui_terms"}

    def value(action: Action) -> str:
        return f":{value_name(action)}:{functions.get(_place(action), f'({_place(action)})')}"

    for verb, parser in parsers.items():
        rules = []
        for option in options(parser):
            about = re.sub(r"[][\\]", r"\\\g<0>", option.help or "")
            for name in option.option_strings:
                rule = f"{name}[{about}]"
                rules.append(f"*{rule}{value(option)}" if value_name(option) else rule)
        rules += [f"*{value(operand)}" for operand in operands(parser)]
        if not verb:
            rules.append("1: :_tiptui_verbs_and_files")
            verbs = (f"{name}:{each.description}" for name, each in parsers.items() if name)
            yield f"    verbs=({' '.join(map(quote, verbs))})"
        yield f"    [[ $verb == {quote(verb)} ]] && rules=({' '.join(map(quote, rules))})"


_FISH = r"""# Completes tiptui in fish. To have it, once:
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
"""


def _fish(parsers: Parsers) -> Iterator[str]:
    for verb, parser in parsers.items():
        rule = f'complete -c tiptui -n "__tiptui_is {verb}"'
        for option in options(parser):
            names = (
                f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"
                for name in option.option_strings
            )
            place = _place(option)
            value = "-rF" if place == _FILES else f"-xa {quote(place)}"
            more = (value,) * bool(value_name(option))
            yield " ".join((rule, *names, *more, "-d", quote(option.help or "")))
        places = [_place(operand) for operand in operands(parser)]
        if _FILES not in places:
            yield f"{rule} -f" + ' -a "(__tiptui_terms)"' * (_TERMS in places)
        if verb:
            about = quote(parser.description or "")
            yield f"complete -c tiptui -n __tiptui_first -a {verb} -d {about}"

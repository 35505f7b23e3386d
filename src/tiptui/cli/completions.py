"""Scripts by which shells complete what is typed after tiptui, made from the parsers of the verbs.

What may stand in the place of a value, its name (`metavar`) says: of a FIELD, a CODE and a TERM the
words are known, an ID, a NAME or a KEY=… is anybody's, and whatever else has no choices is a file.
"""

import re
from argparse import Action
from collections.abc import Iterator, Mapping
from pathlib import Path
from shlex import quote

from tiptui.cli.parsers import Parser
from tiptui.record.problem import WARNINGS
from tiptui.search.query import BY_NAME, COUNTED, FIELDS, NONE

_FILES, _TERMS = "files", "terms"
_ANYBODYS = "ID NAME IRI COLUMN KEY=COLUMN KEY=WORDS KEY:FROM=TO KEY=SIGN"
_KNOWN = dict.fromkeys(_ANYBODYS.split(), "") | {
    "FIELD": " ".join(each for each in BY_NAME if BY_NAME[each] in COUNTED),
    "CODE": " ".join(sorted(WARNINGS)),
    "TERM": _TERMS,
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
    lines = {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell](parsers)
    script = Path(__file__).with_name(f"complete.{shell}").read_text("utf-8")
    known = {"VERBS": " ".join(filter(None, parsers)), "FIELDS": _FIELDS, "VALUES": _VALUES}
    for name, words in {"LINES": "\n".join(lines), **known}.items():
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


def _bash(parsers: Parsers) -> Iterator[str]:
    for verb, parser in parsers.items():
        names = [name for option in options(parser) for name in option.option_strings]
        for option in filter(value_name, options(parser)):
            places = "|".join(f'"{verb} {name} "*' for name in option.option_strings)
            yield f'        {places}) known="{_place(option)}" ;;'
        yield f'        "{verb} "*" -"*) known="{" ".join(names)}" ;;'
        for operand in operands(parser):
            yield f'        "{verb} "*) known="{_place(operand)}" ;;'


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

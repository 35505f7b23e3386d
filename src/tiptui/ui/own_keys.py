"""Checks of the reader's settings: no action is lost by a key, no theme is unknown."""

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from textual.keys import KEY_NAME_REPLACEMENTS, Keys

from tiptui.files.config import Config
from tiptui.text.near_words import did_you_mean, nearest
from tiptui.text.visible import clip
from tiptui.ui.actions.keys import APP, BY_ID, GRID, PANES, ROWS, SEARCH, with_keys
from tiptui.ui.panes.cursor_pane import write_keys

AREAS = ((*PANES, *ROWS, *APP), (*GRID, *APP), (*SEARCH, *APP))
"""Groups of commands of which no two may have the same key."""

_MODIFIERS = {"ctrl", "alt", "shift", "super", "hyper", "meta"}
_SAME = {"esc": "escape", "return": "enter", "ctrl+i": "tab", "ctrl+m": "enter"}
_SAME |= {"ctrl+h": "backspace", "ctrl+left_square_bracket": "escape"}
"""Other names of keys that terminals send alike."""


def _character_name(key: str) -> str:
    if len(key) > 1 or key.isalnum():
        return key
    name = unicodedata.name(key, "").lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


_TEXT = {"space", *map(_character_name, map(chr, range(33, 127)))}
_NAMED = {*Keys, *_SAME, *_TEXT}


def check_config(config: Config, themes: Collection[str], picked: str) -> Config:
    """Return the settings, with keys as Textual names them, and remarks on faults."""
    keys, faults = check_keys(config.keys)
    wrong = [config.remark(words, "keys", name) for name, words in faults.items()]
    if config.theme and config.theme not in themes:
        near = did_you_mean(nearest(config.theme, themes))
        words = f'no colour theme is called "{clip(config.theme)}"{near}'
        wrong.append(config.remark(words, "theme"))
    elif config.theme and picked in themes and picked != config.theme:
        words = f"{picked}, picked in the palette, goes before {config.theme}"
        wrong.append(config.remark(words, "theme"))
    return config._replace(keys=keys, wrong=(*config.wrong, *wrong))


def check_keys(wanted: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the keys that can be set, as Textual names them, and faults of the others, by ids."""
    keys, wrong = dict[str, str](), dict[str, str]()
    for name, text in wanted.items():
        parts = [text] if text == "," else text.split(",")
        named = [key_name(part.strip()) for part in parts]
        if name not in BY_ID:
            wrong[name] = f'no key has the id "{clip(name)}"{did_you_mean(nearest(name, BY_ID))}'
        elif "" in named:
            wrong[name] = f'no key is called "{clip(parts[named.index("")].strip())}"'
        elif BY_ID[name] in SEARCH and any(len(key) == 1 or key in _TEXT for key in named):
            wrong[name] = f'"{clip(text)}" is text in the search line, and nothing else there'
        else:
            keys[name] = ",".join(dict.fromkeys(named))
    while clashing := dict(_clashes(keys)):
        # The keys that are taken again may clash with other new keys.
        wrong |= clashing
        keys = {name: own for name, own in keys.items() if name not in clashing}
    return keys, wrong


def _clashes(keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the id of each command with a new key that another command has, and the fault."""
    for area in AREAS:
        commands = with_keys(area, keys)
        bound = [(key, command.id) for command in commands for key in command.keys.split(",")]
        often = Counter(key for key, _ in bound)
        for key, name in bound:
            if often[key] > 1 and name in keys:
                other = next(other for same, other in bound if same == key and other != name)
                yield name, f'"{write_keys(key)}" is the key of "{other}" too'


def key_name(key: str) -> str:
    """Return Textual's name of a key; empty if there is no such key."""
    *modifiers, base = key.split("+") if len(key) > 1 else [key]
    if not ({*modifiers} <= _MODIFIERS and (base in _NAMED or len(base) == 1)):
        return ""
    if modifiers == ["shift"] and len(base) == 1:
        return base.upper()
    name = "+".join((*sorted(modifiers), _character_name(base)))
    return _SAME.get(name, name)

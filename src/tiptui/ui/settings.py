"""A check of the reader's settings: which ids, keys and themes are unknown, and which keys collide.

Textual's keymap leaves out unknown ids and keys, and the action whose key is taken, without a word.
"""

from collections.abc import Collection, Mapping

from textual.binding import Binding, InvalidBinding
from textual.keys import KEY_NAME_REPLACEMENTS, Keys, key_to_character

from tiptui.files.config import Config
from tiptui.text.near_words import did_you_mean, nearest
from tiptui.text.visible import clip
from tiptui.ui.actions.keys import APP, BY_ID, GRID, PANES, ROWS, SEARCH, with_keys
from tiptui.ui.panes.cursor_pane import write_keys

AREAS = ((*PANES, *ROWS, *APP), (*GRID, *APP), (*SEARCH, *APP))
"""Groups of commands of which no two may have the same key."""

_MODIFIERS = {"ctrl", "alt", "shift", "super", "hyper", "meta"}

_SENT_AS = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "return": "enter"}
"""Keys that terminals send as another."""


def check_config(config: Config, themes: Collection[str], picked: str) -> Config:
    """Return the settings, with keys as Textual names them, and remarks on faults."""
    keys, faults = check_keys(config.keys)
    wrong = list(config.wrong)
    for id, fault in faults.items():
        wrong.append(config.remark(fault, "keys", id))

    if config.theme and config.theme not in themes:
        near = did_you_mean(nearest(config.theme, themes))
        words = f'no colour theme is called "{clip(config.theme)}"{near}'
        wrong.append(config.remark(words, "theme"))
    elif config.theme and picked in themes and picked != config.theme:
        words = f"{picked}, picked in the palette, goes before {config.theme}"
        wrong.append(config.remark(words, "theme"))
    return config._replace(keys=keys, wrong=tuple(wrong))


def check_keys(wanted: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the keys that can be set, as Textual names them, and faults of the others, by ids."""
    keys: dict[str, str] = {}
    faults: dict[str, str] = {}
    for id, text in wanted.items():
        try:
            names = [binding.key for binding in Binding.make_bindings([(text, "")])]
        except InvalidBinding:
            names = [""]
        fault = _fault(id, text, names)
        if fault:
            faults[id] = fault
        else:
            keys[id] = ",".join(dict.fromkeys(names))

    clashes = _clashes(keys)
    while clashes:
        faults |= clashes
        # The keys that these commands have again may clash with other new keys.
        keys = {id: names for id, names in keys.items() if id not in clashes}
        clashes = _clashes(keys)
    return keys, faults


def _fault(id: str, text: str, names: Collection[str]) -> str:
    if id not in BY_ID:
        return f'no key has the id "{clip(id)}"{did_you_mean(nearest(id, BY_ID))}'

    for name in names:
        if name in _SENT_AS:
            return f'terminals send "{name}" as "{_SENT_AS[name]}"'
        if not _is_key(name):
            return f'no key is called "{clip(name)}"'
        if _is_text(name) and BY_ID[id] in SEARCH:
            return f'"{clip(text)}" is text in the search line, and nothing else there'
    return ""


def _is_key(name: str) -> bool:
    *modifiers, key = name.split("+")
    if modifiers == ["shift"] and len(key) == 1:  # a capital letter is a key itself
        return False
    is_known = _is_text(key) or key in set(Keys)
    return is_known and _MODIFIERS.issuperset(modifiers) and modifiers == sorted(modifiers)


def _is_text(name: str) -> bool:
    if name in KEY_NAME_REPLACEMENTS.values():  # such as "slash", which Textual does not turn back
        return True
    character = key_to_character(name)
    return character is not None and character.isprintable()


def _clashes(keys: Mapping[str, str]) -> dict[str, str]:
    """Return the fault of each command with a new key that another command has, by ids."""
    clashes: dict[str, str] = {}
    for area in AREAS:
        commands_of: dict[str, list[str]] = {}
        for command in with_keys(area, keys):
            for key in command.keys.split(","):
                commands_of.setdefault(key, []).append(command.id)
        for key, ids in commands_of.items():
            for id, other in zip(ids, reversed(ids), strict=True):
                if id != other and id in keys:
                    clashes[id] = f'"{write_keys(key)}" is the key of "{other}" too'
    return clashes

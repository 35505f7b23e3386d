"""The rules for single values: what text of each form must be."""

import re
from collections.abc import Callable
from typing import NamedTuple

from tiptui.record import dates
from tiptui.record.model import VERSION, Form
from tiptui.text.visible import clip

# As many digits as every program that reads JSON can keep.
WHOLE_NUMBER = re.compile("0|[1-9][0-9]{0,14}")

ID = re.compile("[a-z0-9][a-z0-9-]{0,63}")
_TIME = re.compile(r"[0-9]{2}:[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,6})?")
_REPEATED = re.compile("(?:[a-z0-9][a-z0-9-]{0,63}#)?[a-z0-9][a-z0-9-]{0,63}")
# No space and no control character anywhere. The host's first letter is enough: where two repeated
# classes meet, time grows with the square of what stands before a space.
_URL = re.compile(r"[Hh][Tt]{2}[Pp][Ss]?://[^\s\x00-\x1f\x7f-\x9f/?#][^\s\x00-\x1f\x7f-\x9f]*")
# RFC 5646, section 2.1: langtag, privateuse or irregular. No language has more than three letters,
# although the grammar keeps room for it: "English" is no tag.
_LANGUAGE = re.compile(
    r"""(?: [a-z]{2,3} (?:-[a-z]{3}){0,3}                      # language, extlang
            (?: -[a-z]{4} )?                                   # script
            (?: -(?:[a-z]{2}|[0-9]{3}) )?                      # region
            (?: -(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}) )*         # variants
            (?: -[0-9a-wyz](?:-[a-z0-9]{2,8})+ )*              # extensions
            (?: -x(?:-[a-z0-9]{1,8})+ )?                       # private use
        |   x(?:-[a-z0-9]{1,8})+
        |   i-[a-z]{3,8} | en-GB-oed | sgn-(?:BE-FR|BE-NL|CH-DE) )""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


class Rule(NamedTuple):
    """What text of a form must be."""

    pattern: re.Pattern[str]
    """What all of it matches; what `fits` may ask for more."""
    fits: Callable[[str], object]
    code: str
    message: str

    def broken(self, text: str) -> tuple[str, str]:
        """Return message and code for a text that does not fit."""
        return f'"{clip(text)}" {self.message}', self.code


def _match(pattern: re.Pattern[str], code: str, message: str) -> Rule:
    return Rule(pattern, pattern.fullmatch, code, message)


RULES = {
    Form.ID: _match(
        ID,
        "bad-id",
        "is no id: use only small letters a-z, digits and -, at most 64, the first not a -",
    ),
    Form.DATE: Rule(
        dates.PATTERN,
        dates.is_date,
        "bad-date",
        "is no date: write it as 2024-04-18, 2024-04 or 2024",
    ),
    Form.TIME: _match(_TIME, "bad-time", "is no time: write it as 00:12:31 or 00:12:31.5"),
    Form.RECOMMENDATION: _match(
        _REPEATED,
        "bad-id",
        "names no recommendation: write its id, or EVENT#ID if it is in another record",
    ),
    Form.URL: _match(
        _URL,
        "bad-url",
        "is no address: begin it with http:// or https://, without a space in it",
    ),
    Form.LANGUAGE: _match(
        _LANGUAGE,
        "bad-language",
        "is no language tag: write one such as en, ur or pa-Arab (BCP 47)",
    ),
    Form.VERSION: _match(
        re.compile(str(VERSION)),
        "version",
        f"is a version that is not known here: write {VERSION}, or use a newer tiptui",
    ),
}
"""The rules for single values. Forms that name something in this record have none: `check` looks
them up."""


def misfit(form: Form, text: str) -> tuple[str, str] | None:
    """Return message and code where `text` is not what its form asks for."""
    rule = RULES.get(form)
    return rule.broken(text) if rule and not rule.fits(text) else None

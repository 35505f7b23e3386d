"""What takes a word for the name of who speaks, and what else stands at the head of their words.

A name is one to six words of letters alone, in any script, of at most 60 letters. Where a script
has capitals, each word begins with one, or is a particle (`van`, `bin`, `de la`), an initial or a
title. Digits, addresses and sentences are no names, nor is what heads other things than words that
somebody said: `Note`, `Date`, `Action`, `Agenda item 3`; the list of these is `_LABELS`. Who is
only called by what they are there for is one: `THE CHAIR`, `Moderator`, `Participant 3`.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import dropwhile
from typing import NamedTuple
from unicodedata import category

from tiptui.text.folding import fold

_MOST_LETTERS = 60
_MOST_WORDS = 6
_MOST_IDEOGRAPHS = 12

_ARTICLES = frozenset("the le la el der die".split())
_TITLES = _ARTICLES | frozenset(
    """he hon honourable honorable excellency madam monsieur madame mr mister mrs ms miss
    mx dr prof professor sir dame lord lady rev amb ambassador sen senator rep gov gen col capt
    lt maj eng engr adv m mme mlle mgr herr frau sr sra srta don dona dott sig г-н г-жа гн гжа тов
    dhr mevr syeda begum maulana mufti جناب محترم محترمہ ڈاکٹر د
    السيد السيدة الدكتور الدكتورة الأستاذ الشيخ श्री श्रीमती डॉ सुश्री प्रो""".split()
)
_MEN = frozenset("mr monsieur mister sir lord m herr sr don г-н السيد श्री".split())
_WOMEN = frozenset(
    "mrs madam madame ms miss dame lady mme mlle frau sra srta dona г-жа السيدة श्रीमती".split()
)
_PARTICLES = frozenset(
    """van von der den de del della di da do dos das du des la le el al ul ibn bin bint ben abu
    y e i und zu zum ter ten te af av""".split()
)
# Who has no other name there. A number may follow.
_ROLES = frozenset(
    """chair chairman chairwoman chairperson cochair co-chair president vice-president speaker
    moderator facilitator host co-host interviewer interviewee respondent participant delegate
    audience panelist panellist secretary secretary-general rapporteur clerk interpreter translator
    operator minister director commissioner mayor witness counsel member narrator reporter student
    unknown unidentified man woman male female président présidente modérateur
    modératrice animateur animatrice intervenant presidente presidenta moderador moderadora
    vorsitzender vorsitzende moderatorin präsident präsidentin председатель председательствующий
    ведущий ведущая модератор 主席 主持人 主持 主任 嘉宾 嘉賓 司儀 الرئيس رئيس المقدم المذيع المحاور
    چیئرمین صدر میزبان ناظم अध्यक्ष संचालक सभापति""".split()
)
_OFFICES = frozenset(
    """adviser advisor analyst attaché commissioner consultant convener coordinator deputy engineer
    executive expert founder head ceo cto cfo lawyer lead leader lecturer manager mla mna mpa mp
    officer owner principal professor representative researcher scientist specialist student
    teacher volunteer journalist activist""".split()
)
_LABELS = frozenset(
    """a abstract action actions address adopted agenda agreed aim aims also and annex answer
    answers apologies appendix approved article attachment attachments attendance attendees
    attention audio background bcc because box break budget but category caution cc chapter
    closing coffee comment comments concern concerns conclusion conclusions contact context
    cost date day deadline december decided decision decisions definition description details
    disclaimer discussion draft due duration e.g eg email end example examples excused
    facilitated fact fax february fig figure file final finally findings first firstly
    follow-up footnote for friday from fw fwd goal goals here here's hint how however http
    https i.e ie if image important in introduction issue issues item items january july key
    keyword keywords language last lastly lessons link links list location lunch march meeting
    members method methods minutes moderated monday motion n.b name names nb next no not note
    notes november number objective objectives october ok on opening option options or outcome
    outcomes outline overall overview p.s page para paragraph part participants phone photo
    place point points prepared present presentation presented presenter problem procedure ps
    purpose q question questions quorum quote re reason recommendation recommendations
    recommended recorded recording reference references registration regrets remark remarks
    reply resolution resolved response result results review rule saturday scope second
    secondly section see sent september session so solution source sources start starttime
    status step steps subject summary sunday table tags tea tel telephone term that then there
    therefore these third this thursday thus time timeline tip title tldr to to-do today todo
    topic topics total transcribed transcript transcription tuesday type update updates url
    venue version video vote warning website wednesday welcome what when where who why with
    www yes
    objet ordre lieu heure présents absents excusés décision remarque exemple résumé sujet
    fecha lugar asunto hora nota acuerdo acuerdos asistentes ejemplo resumen tema pregunta preguntas
    respuesta conclusiones datum ort thema beschluss anwesend abwesend protokoll ergebnis beispiel
    hinweis frage antwort zusammenfassung betreff data luogo dia local assunto pauta
    дата место тема вопрос ответ примечание повестка решение итог итоги вывод выводы присутствовали
    приложение например цель время
    التاريخ المكان الموضوع ملاحظة ملاحظات الحضور القرار القرارات التوصيات التوصية سؤال جواب س ج قال
    وقال المشاركون مثال الوقت النتيجة الخلاصة تاریخ مقام موضوع نوٹ فیصلہ فیصلے سفارشات شرکاء حاضرین
    سوال جواب کہا وقت مثال خلاصہ
    दिनांक तारीख स्थान विषय नोट निर्णय सिफारिश सिफारिशें प्रश्न उत्तर टिप्पणी समय उपस्थित
    निष्कर्ष सार""".split()
)
# Of these, some are family names.
_LAST_LABELS = _LABELS - frozenset("box case day key link page place point rule".split())
# In scripts without spaces, what stands in sentences and labels and hardly in names.
_NO_NAME = re.compile(
    "[的了是我你他她這这那不們们說说問问題题為为吗嗎呢吧第]|會議|会议|議程|议程|時間|时间|地點|地点|日期|備註"
    "|备注|附件|結論|结论|決議|决议|摘要|記錄|记录|出席|列席|目的|背景|建議|建议|例如|首先|其次|最後|最后|"
    "總之|总之|だ|です|ます|から|まで|について"
)
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")

_CLOCK = r"(?P<time>(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,6})?)"
_BRACKETED_CLOCK = rf"[\[(]?{_CLOCK}[\])]?"
_HEADING = re.compile(r"\s{0,3}(?:#{1,6}\s+|>\s?)*")
_IS_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
_TIME_FIRST = re.compile(rf"{_BRACKETED_CLOCK}\s*[-–—]?\s*(?=\D)")
# Teams, Zoom, Otter, transcripts of podcasts: a name and a time, then the words.
_TIMED = re.compile(
    rf"(?P<who>[^\d:：]{{1,80}}?)(?:\*\*|__)?\s*+[:：]?[\s|–—-]*+{_BRACKETED_CLOCK}(?:\(\S*\))?"
    r"(?P<clock>\s*[AaPp]\.?[Mm]\b\.?)?(?:\*\*|__)?(?:\s*$|\s*[:：](?:\*\*|__)?|\s+)"
)
_COLON = re.compile(r"(?P<who>[^:：]{1,120}?)\s*+[:：]")
_SHOWN = re.compile(r"([^\W\d_][^:.?!,\s]{1,20}(?: [^:.?!,\s]{1,20}){0,2}): ")
_BOLD = ("**", "__")
_BRACKETS = re.compile(r"[^()（）\[\]]*(?:[(（\[][^()（）\[\]]*[)）\]][^()（）\[\]]*)*")
_PIECE = re.compile(r"\s*[(（\[)）\],，|–—]\s*|\s+-\s+")


class Head(NamedTuple):
    """What stands at the head of words: who says them, and when; `start` is where they begin.

    `notes` are what the text says of who it is, as printed.
    """

    name: str
    notes: tuple[str, ...]
    time: str
    start: int

    @property
    def is_titled(self) -> bool:
        """Whether a title stands before the name: so much can only be a person."""
        titles = {*map(_bare, self.name.split()[:-1])}
        return bool(titles & (_TITLES - _ARTICLES))


def head_of(line: str) -> Head | None:
    """Return what heads a line that begins what somebody says, None where there is no name."""
    start = _end(_HEADING, line, 0)
    first = _TIME_FIRST.match(line, start)
    start = first.end() if first else start
    time = _seconds(first["time"]) if first else ""
    start += 2 * line.startswith(_BOLD, start)
    if timed := _TIMED.match(line, start):
        who, end = timed["who"].strip(" \t*_"), timed.end()
        time = "" if timed["clock"] else _seconds(timed["time"])
    else:
        colon = _COLON.match(line, start)
        if not colon or not _heads(line, colon.end()):
            return None
        who, end = colon["who"], colon.end()
    if not _BRACKETS.fullmatch(who):
        return None
    # Meeting software writes the family name, a comma, and the other.
    name, notes = (who, ()) if timed and is_name(who) else parts(who)
    # Under a heading stands more than one sentence.
    if not is_name(name) or (_IS_HEADING.match(line) and line[end:].strip(" \t*_")):
        return None
    end += 2 * line.startswith(_BOLD, end)
    return Head(
        " ".join(name.split()), notes, time, end + len(line[end:]) - len(line[end:].lstrip())
    )


def shown_name(caption: str) -> Head | None:
    """Return what heads a caption, in whatever way people call themselves in a call: `kingy_s`."""
    found = _SHOWN.match(caption)
    if not found or _is_label(found[1].split()):
        return None
    return Head(found[1], (), "", found.end())


def ends_turn(line: str) -> bool:
    """Return whether a line that no name heads is nobody's words: a heading, `Question: …`."""
    colon = _COLON.match(line.lstrip(" *_#"))
    word = colon["who"].split()[0] if colon and colon["who"].split() else ""
    return bool(_IS_HEADING.match(line)) or _bare(word.strip("*_")) in _LABELS


def are_initials(letters: str, name: str) -> bool:
    """Return whether letters stand for a name, as `AvW` does for Aaron van Wirdum."""
    wanted, rest = fold(letters), iter("".join(own_words(name)))
    short = 1 < len(letters) < 5 and letters[:1].isupper()
    return short and wanted[0] == next(rest, "") and all(each in rest for each in wanted[1:])


def _end(pattern: re.Pattern[str], line: str, start: int) -> int:
    found = pattern.match(line, start)
    return found.end() if found else start


def _heads(line: str, end: int) -> bool:
    """Return whether words may follow a colon that ends there: `10:30` and `http://` have none."""
    following = line[end : end + 1]
    return line[end - 1] == "：" or not following.isascii() or following in " \t*_"


def parts(who: str) -> tuple[str, tuple[str, ...]]:
    """Return a name and what is said of it, in brackets or after a comma or dash.

    What begins with a small letter, such as `(laughs)`, is said of the words.
    """
    name, *rest = _PIECE.split(who.replace("**", "").replace("__", " ").strip())
    pieces = (piece.strip(" .*_") for piece in rest)
    return name.strip(), tuple(each for each in pieces if len(each) > 1 and not each[0].islower())


def _seconds(time: str) -> str:
    """Return a time as evidence has it: `00:00:03` for `0:03`."""
    *hours, minutes, rest = time.replace(",", ".").split(":")
    whole, _, part = rest.partition(".")
    if int(minutes) > 59 or int(whole) > 59:
        return ""
    hour = int(hours[0]) if hours else 0
    return f"{hour:02}:{int(minutes):02}:{int(whole):02}" + (f".{part}" if part else "")


def is_name(text: str) -> bool:
    """Return whether a text is the name of who speaks, by the rule above."""
    words = text.replace("_", " ").split()
    if not words or len(text) > _MOST_LETTERS or len(words) > _MOST_WORDS:
        return False
    if is_role(text):
        return True
    own = [word for word in words if _bare(word) not in _TITLES]
    # Director of Works, but not Translation of French.
    named = (word for word in words if word != "of" or not is_office(text))
    if not own or not all(map(_is_word, named)) or _is_label(words):
        return False
    if ideographs := len(_IDEOGRAPH.findall(text)):
        return 1 < ideographs <= _MOST_IDEOGRAPHS and not _NO_NAME.search(text)
    # A letter alone counts something: a), b).
    longest = max(sum(map(str.isalpha, word)) for word in own)
    return longest > 1 and not all(_bare(word) in _PARTICLES for word in own)


def _is_label(words: Sequence[str]) -> bool:
    """Return whether words head other things than what somebody said: by their first or last."""
    first, last = _bare(words[0]), _bare(words[-1])
    return first in _LABELS or (len(last) > 1 and last in _LAST_LABELS)


def is_told_at_once(name: str) -> bool:
    """Return whether a name looks like one by itself: several words, capitals, an office."""
    chinese = 1 < len(name) < 4 and all(map(_IDEOGRAPH.match, name))
    told = chinese or name.isupper() or is_role(name) or len(own_words(name)) > 1
    return told and is_name(name)


def is_role(text: str) -> bool:
    """Return whether somebody is only called by what they are there for: `Participant 3`."""
    words = [_bare(word) for word in text.replace("_", " ").split()]
    words = [word for word in words if word not in _TITLES]
    if len(words) > 1 and re.fullmatch("[0-9]{1,3}|[a-z]", words[-1]):
        words.pop()
    return 0 < len(words) <= 2 and all(word in _folded(_ROLES) for word in words)


def is_office(text: str) -> bool:
    """Return whether what is said of somebody is their role, not where they come from."""
    words = {_bare(word) for word in text.split()}
    return not words.isdisjoint(_folded(_ROLES)) or not words.isdisjoint(_OFFICES)


@cache
def _folded(words: frozenset[str]) -> frozenset[str]:
    return words | frozenset(map(fold, words))


def own_words(name: str) -> tuple[str, ...]:
    """Return the words of a name, folded, without titles; `Minister Khan` is Khan."""
    words = (fold(word).strip(".,") for word in name.replace(".", ". ").split())
    untitled = tuple(word for word in words if word and word not in _folded(_TITLES))
    own = tuple(dropwhile(_folded(_ROLES).__contains__, untitled))
    return own if any(len(word) > 1 and word.isalpha() for word in own) else untitled


def untitled(name: str) -> str:
    """Return a name as it is written, without titles."""
    return " ".join(word for word in name.split() if _bare(word) not in _TITLES) or name


def gender(name: str) -> str:
    """Return what the title of a name says of whom it names: `mr`, `ms`, or nothing."""
    titles = {_bare(word) for word in name.split()}
    return "mr" if titles & _MEN else "ms" if titles & _WOMEN else ""


def differ(one: str, other: str) -> bool:
    """Return whether the titles of two names say that they are two people."""
    return {gender(one), gender(other)} == {"mr", "ms"}


def _bare(word: str) -> str:
    """Return a word as the lists above have it: without case and the stops of abbreviations."""
    word = word.casefold().replace("’", "'").strip(".,")
    return "he" if word in ("h.e", "h.e.") else word


def _is_word(word: str) -> bool:
    """Return whether a word can stand in a name."""
    if not all(map(_stands, word)) or not any(map(str.isalpha, word)):
        return False
    if _bare(word) in _PARTICLES or _bare(word) in _TITLES:
        return True
    # A small letter after a stop stands in addresses and programs: Array.from
    if any(part[:1].islower() for part in word.split(".")[1:]):
        return False
    first = next(letter for letter in word if letter.isalpha())
    particle, _, rest = re.split("(['’ʼ-]|$)", word, maxsplit=1)
    return not first.islower() or (len(particle) < 4 and rest[:1].isupper())


def _stands(letter: str) -> bool:
    return letter.isalpha() or letter in ".,'’‘ʼʻ`-‐·・\u200c\u200d" or category(letter)[0] == "M"

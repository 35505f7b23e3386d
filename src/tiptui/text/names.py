"""What takes a word for the name of who speaks, and what heads other things than words.

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
    y e i und zu zum ter ten te af av h c""".split()
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
    ведущий ведущая модератор יו״ר היו״ר 主席 主持人 主持 主任 嘉宾 嘉賓 司儀
    الرئيس رئيس المقدم المذيع المحاور چیئرمین صدر میزبان ناظم अध्यक्ष संचालक सभापति""".split()
)
_OFFICES = frozenset(
    """adviser advisor analyst attaché commissioner consultant convener coordinator deputy engineer
    executive expert founder head ceo cto cfo lawyer lead leader lecturer manager mla mna mpa mp
    officer owner principal professor representative researcher scientist specialist student
    teacher volunteer journalist activist""".split()
)
_OFFICE = re.compile(
    r"minister(?!i[aeu])|minist[rè]|sekretär|kanzler(?!amt)|präsident|beauftragt|vorsitzend|direktor"
    r"|abgeordnete[rn]?\b|bürgermeister|sénat(?:eur|rice)|député|conseill|directeur|directrice|maire\b"
    r"|secrétaire|secretari[oa]\b|director|presidente|diputad[oa]|alcald[ea]|gobernador"
)
_LABELS = frozenset(
    """a abstract action actions address adopted agenda agreed aim aims annex answer answers
    apologies appendix approved article attachment attachments attendance attendees attention audio
    background bcc box break budget category caution cc chapter closing coffee comment comments
    concern concerns conclusion conclusions contact context cost date day deadline december decided
    decision decisions definition description details disclaimer discussion draft due duration e.g
    eg email end example examples excused facilitated fact fax february fig figure file final
    findings first follow-up footnote friday fw fwd goal goals hint http https i.e ie image
    important introduction issue issues item items january july key keyword keywords language
    lessons link links list location lunch march meeting members method methods minutes moderated
    monday motion n.b name names nb next note notes november number objective objectives october ok
    opening option options outcome outcomes outline overall overview p.s page para paragraph part
    participants phone photo place point points prepared present presentation presented presenter
    problem procedure ps purpose q question questions quorum quote re reason recommendation
    recommendations recommended recorded recording reference references registration regrets remark
    remarks reply resolution resolved response result results review rule saturday scope second
    section see sent september session solution source sources start starttime status step steps
    subject summary sunday table tags tea tel telephone term third thursday time timeline tip title
    tldr to to-do today todo topic topics total transcribed transcript transcription tuesday type
    update updates url venue version video vote warning website wednesday welcome www objet ordre
    lieu heure présents absents excusés décision remarque exemple résumé sujet fecha lugar asunto
    hora nota acuerdo acuerdos asistentes ejemplo resumen tema pregunta preguntas respuesta
    conclusiones datum ort thema beschluss anwesend abwesend protokoll ergebnis beispiel hinweis
    frage antwort zusammenfassung betreff berichterstattung überweisungsvorschlag
    beschlussempfehlung drucksache tagesordnung tagesordnungspunkt zusatzpunkt abgegebene davon
    ergebnis zuruf zurufe beifall mitglieder data luogo dia local assunto pauta дата место тема
    вопрос ответ примечание повестка решение итог итоги вывод выводы присутствовали приложение
    например цель время التاريخ المكان الموضوع ملاحظة ملاحظات الحضور القرار القرارات التوصيات
    التوصية سؤال جواب س ج قال وقال المشاركون مثال الوقت النتيجة الخلاصة تاریخ مقام موضوع نوٹ فیصلہ
    فیصلے سفارشات شرکاء حاضرین سوال جواب کہا وقت مثال خلاصہ दिनांक तारीख स्थान विषय नोट निर्णय
    सिफारिश सिफारिशें प्रश्न उत्तर टिप्पणी समय उपस्थित निष्कर्ष सार סדר נכחו מוזמנים חברי ייעוץ
    יועץ יועצת מנהל מנהלת רישום נרשם רשמת הישיבה הערה החלטה שאלה תשובה أعضاء الأعضاء جدول المدعوون
    الحاضرون بند مشروع المحضر اراکین ایجنڈا ارکان شرکا dear ladies my thank thanks our mesdames
    messieurs chers chère merci señoras señores gracias buenos buenas estimados meine mein liebe
    lieber sehr verehrte verehrter vielen danke guten werte im zum zur scribe scribes chairs minute
    slides notetaker transcriber""".split()
)
# What begins a sentence, and no name of several words.
_CLAUSES = frozenset(
    """and also because but finally firstly for from here here's however if in last lastly no not or
    secondly so that then there therefore these this thus what when where who why with how on yes i
    we you it she they my our your let to at as ich wir sie es er ihr dies diese dieses da dann
    denn doch und aber oder also deshalb deswegen daher damals hier jetzt nun auch noch ja nein was
    wer wie wo warum wenn weil um unsere unser je nous vous il elle ce cela ils on mais donc et yo
    nosotros ustedes esto eso pero entonces porque si אני אנחנו אתה זה זאת הוא היא הם אז ואז אבל לא
    כן אם כי מה יש אין""".split()
)
# Of the labels some are family names.
_LAST_LABELS = _LABELS - frozenset("box case day key link page place point rule".split())
# In scripts without spaces, what stands in sentences and labels and hardly in names.
_NO_NAME = re.compile(
    "[的了是我你他她這这那不們们說说問问題题為为吗嗎呢吧第]|會議|会议|議程|议程|時間|时间|地點|地点|日期|備註"
    "|备注|附件|結論|结论|決議|决议|摘要|記錄|记录|出席|列席|目的|背景|建議|建议|例如|首先|其次|最後|最后|"
    "總之|总之|だ|です|ます|から|まで|について"
)
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")

# Hebrew writes what is shortened with a mark before its last letter.
_WITHIN = re.compile(r"(?<=[\u05d0-\u05ea])[\"״”](?=[\u05d0-\u05ea])")


def are_initials(letters: str, name: str) -> bool:
    """Return whether letters stand for a name, as `AvW` does for Aaron van Wirdum."""
    wanted, rest = fold(letters), iter("".join(own_words(name)))
    short = 1 < len(letters) < 5 and letters[:1].isupper()
    return short and wanted[0] == next(rest, "") and all(each in rest for each in wanted[1:])


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
    if not own or not all(map(_is_word, named)) or is_label(words):
        return False
    if ideographs := len(_IDEOGRAPH.findall(text)):
        return 1 < ideographs <= _MOST_IDEOGRAPHS and not _NO_NAME.search(text)
    # A letter alone counts something: a), b).
    longest = max(sum(map(str.isalpha, word)) for word in own)
    return longest > 1 and not all(
        _bare(word) in _PARTICLES and word != word.upper() for word in own
    )


def is_label(words: Sequence[str]) -> bool:
    """Return whether words head other things than what somebody said: by their first or last."""
    first, last = _bare(words[0]), _bare(words[-1])
    label = first in _LABELS or (len(last) > 1 and last in _LAST_LABELS)
    return label or first in _CLAUSES or last in _CLAUSES


def may_call(words: Sequence[str]) -> bool:
    """Return whether words may be what somebody is called, whoever that is."""
    first = next(filter(str.isalpha, "".join(words)), "")
    ideographs = sum(bool(_IDEOGRAPH.match(letter)) for word in words for letter in word)
    few = 0 < len(words) <= _MOST_WORDS and ideographs <= _MOST_IDEOGRAPHS
    sentence = len(words) > 1 and (first.islower() or _bare(words[0]) in _CLAUSES)
    unnamed = {*"".join(words)} == {"?"}
    return few and (unnamed or (bool(first) and not sentence))


def begins_label(word: str) -> bool:
    """Return whether a word begins what heads other things than what somebody said."""
    return _bare(word) in _LABELS


def is_particle(word: str) -> bool:
    return word in _PARTICLES


def has_title(words: Sequence[str]) -> bool:
    """Return whether there is a title among words, articles aside."""
    return not {*map(_bare, words)}.isdisjoint(_TITLES - _ARTICLES)


def is_told_at_once(name: str) -> bool:
    """Return whether a name looks like one by itself: several capital letters, an office."""
    chinese = 1 < len(name) < 4 and all(map(_IDEOGRAPH.match, name))
    told = chinese or is_role(name) or (has_capitals(name) and len(own_words(name)) > 1)
    return told and is_name(name)


def has_capitals(name: str) -> bool:
    """Return whether a name is in a script that tells names by their capitals."""
    return name.lower() != name.upper()


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
    known = words & (_folded(_ROLES) | _OFFICES)
    return bool(known) or bool(_OFFICE.search(text.casefold()))


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
    word = _WITHIN.sub("״", word.casefold().replace("’", "'").strip(".,"))
    return "he" if word in ("h.e", "h.e.") else word


def _is_word(word: str) -> bool:
    """Return whether a word can stand in a name."""
    word = _WITHIN.sub("", word)
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

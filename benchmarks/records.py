"""Records of any size with the variety of real ones, the same each time for the same size.

Names come from many scripts, text from a vocabulary of thousands of words whose frequencies fall as
those of a language do (Zipf: the second word half as often as the first, the third a third).
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

VOCABULARY = 8_000
"""Different words in texts."""

SPEAKERS_PER_ORGANIZATION = 4
MOST_ORGANIZATIONS = 400
THEMES = 24
PARAGRAPHS = 2_000
MOST_MAKERS = 4
STATEMENT_WORDS = (5, 60)
RECOMMENDATION_WORDS = (6, 30)
QUOTED_WORDS = 4
WRONG = 0.02
"""The part of quotations that are not in their paragraph."""

# Given names and family names of one language; some with the spelling in Latin letters.
NAMES = (
    ("Uzma Ahmed Nimra Kausar Ayesha Bilal Farzana Imran", "Khan Abbas Nazir Bachar Siddiqui"),
    ("عائشہ بلال فرزانہ عمران نمرہ", "خان عباس نذیر صدیقی چوہدری"),
    ("محمد فاطمة يوسف ليلى", "الحسن السيد المصري"),
    ("زهرا رضا پریسا کاوه", "احمدی کریمی گیلانی"),
    ("José María Iñigo Begoña Renée", "Muñoz Ibáñez Peña Núñez-Ortega"),
    ("Zoë François Chloé Jérôme", "Lefèvre Saint-Exupéry D'Aubigné"),
    ("Łukasz Małgorzata Żaneta Stanisław", "Wałęsa Gżegżółka Kowalczyk"),
    ("Søren Åse Bjørn Þóra", "Kjærgård Ødegård Ólafsdóttir"),
    ("İlker Çağla Şule Işıl", "Öztürk Güneş Yıldırım"),
    ("Nguyễn Trần Phạm Đặng", "Thị Hương Văn Đức"),
    ("Jürgen Käthe Björn", "Groß Müller-Strauß Schäfer"),
    ("Siobhán Seán Aoife", "O'Neill Ó Briain Mac Giolla"),
    ("Олександр Наталія Дмитро", "Шевченко Ковальчук Їжакевич"),
    ("Ελένη Γιώργος Δήμητρα", "Παπαδόπουλος Ιωαννίδης"),
    ("प्रिया अर्जुन सीता", "शर्मा वर्मा पाटील"),
    ("রহিম সালমা তানভীর", "আহমেদ চৌধুরী"),
    ("王 李 张 陈", "秀英 伟 娜 小明"),
    ("김 이 박", "지훈 서연 민준"),
    ("Amina Chinedu Ngozi Kwame Thandiwe", "Okonkwo Mensah Dlamini Adébáyò"),
)
OFFICES = (
    "Member of the Provincial Assembly",
    "Director",
    "Deputy Director",
    "Programme Officer",
    "Programme Assistant",
    "Legal Adviser",
    "Senior Researcher",
    "Chairperson",
    "Secretary",
    "Journalist",
    "Police Superintendent",
    "Judge",
)
REMITS = "Prosecution Protection Prevention Partnership Migration Labour Borders Data".split()
SYLLABLES = (
    "a ac ad al an ar as at ba be bor ca ce ci com con cu da de di do e ed en er es ex fa for ga "
    "ge hu i im in is it ka la le li lo ma me mi mo na ne ni no o on or pa pe per po pro ra re ri "
    "ro sa se si so sta sur ta te ti tion to tra tri u un ur va ve vi za"
).split()


class Words:
    """The parts of records; `choose` is the only source of variety."""

    def __init__(self, seed: str) -> None:
        self.choose = random.Random(seed)
        self._vocabulary = self._drawn()
        self._weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
        self.quoted: list[str] | None = None
        """The paragraphs of the text that is quoted, as far as it is written; None without one."""

    def _drawn(self) -> list[str]:
        words: dict[str, None] = {}
        while len(words) < VOCABULARY:
            words["".join(self.choose.choices(SYLLABLES, k=self.choose.randint(1, 5)))] = None
        return sorted(words, key=len)

    def words(self, count: int) -> str:
        return " ".join(self.choose.choices(self._vocabulary, cum_weights=self._weights, k=count))

    def title(self, words: int) -> str:
        return self.words(words).title()

    def person(self, number: int, organization: int) -> str:
        """Return the keys of one person, without the statements."""
        given, family = (each.split() for each in self.choose.choice(NAMES))
        name = f"{self.choose.choice(given)} {self.choose.choice(family)}"
        # What makes most names of a large record one of a kind.
        name += f" {self.title(1)}" if number % 4 else ""
        lines = [
            f"  - id: s{number}",
            f"    name: {name}",
            f"    role: {self.choose.choice(OFFICES)}, {self.choose.choice(REMITS)}",
            f"    organization: o{organization}",
        ]
        if number % 3 == 0:
            lines.append(f"    other_names: [{self.title(2)}]")
        return "\n".join(lines)

    def statement(self, themes: Sequence[int]) -> str:
        return (
            f"      - text: {self.words(self.choose.randint(*STATEMENT_WORDS))}\n"
            f"        mode: {self.choose.choice(('reported', 'quoted'))}\n"
            f"        themes: [t{self.choose.choice(themes)}]\n"
            f"        evidence:\n{self.evidence('          ')}"
        )

    def recommendation(self, number: int, makers: Iterable[int], themes: Sequence[int]) -> str:
        by = ", ".join(f"s{maker}" for maker in makers)
        return (
            f"  - id: r{number}\n"
            f"    text: {self.words(self.choose.randint(*RECOMMENDATION_WORDS))}\n"
            f"    by: [{by}]\n"
            f"    to: [{self.title(2)}]\n"
            f"    themes: [t{self.choose.choice(themes)}]\n"
            f"    evidence:\n{self.evidence('      ')}\n"
        )

    def evidence(self, indent: str) -> str:
        """Return evidence of the next paragraph of a text; without a text, any words."""
        exact, paragraph = self.words(QUOTED_WORDS), self.choose.randint(1, PARAGRAPHS)
        if self.quoted is not None:
            before, after = (self.words(self.choose.randint(*RECOMMENDATION_WORDS)) for _ in "12")
            there = self.words(QUOTED_WORDS) if self.choose.random() < WRONG else exact
            self.quoted.append(f"{before} {there} {after}.")
            paragraph = len(self.quoted)
        return f'{indent}- {{paragraph: {paragraph}, exact: "{exact}"}}'


class HanWords(Words):
    """The same parts in a script without capital letters and spaces."""

    def __init__(self, words: Words) -> None:
        self.choose, self._weights, self.quoted = words.choose, words._weights, None
        signs = [chr(0x4E00 + 7 * number) for number in range(2_900)]
        self._vocabulary = [
            "".join(self.choose.choices(signs, k=self.choose.randint(1, 3)))
            for _ in range(VOCABULARY)
        ]

    def words(self, count: int) -> str:
        return super().words(count).replace(" ", "")


def record(speakers: int, statements: int) -> str:
    """Return a record, as YAML, of a number of speakers with a number of statements each."""
    return "".join(_lines(speakers, statements))


def _lines(speakers: int, statements: int) -> Iterator[str]:
    words = Words(f"{speakers} {statements}")
    organizations = min(speakers // SPEAKERS_PER_ORGANIZATION + 1, MOST_ORGANIZATIONS)
    yield "tiptui: 1\nevent: {id: measured, name: A measured dialogue, start_date: 2024}\n"
    yield "organizations:\n"
    for number in range(organizations):
        yield f"  - {{id: o{number}, name: {words.title(3)}, abbreviation: {words.title(1)}}}\n"
    yield "themes:\n"
    for number in range(THEMES):
        yield f"  - {{id: t{number}, name: {words.title(2)}}}\n"
    yield "speakers:\n"
    for number in range(speakers):
        person = words.person(number, number % organizations)
        said = [person, "    evidence:", words.evidence("      ")]
        if statements:
            said.append("    statements:")
        yield "\n".join([*said, *(words.statement(range(THEMES)) for _ in range(statements)), ""])
    yield "recommendations:\n"
    # Everybody makes one, in an order that is not that of the speakers.
    makers = words.choose.sample(range(speakers), speakers)
    number = 0
    while makers:
        count = words.choose.randint(1, MOST_MAKERS)
        yield words.recommendation(number, makers[-count:], range(THEMES))
        del makers[-count:]
        number += 1
    yield f"sources:\n  - {{id: minutes, title: {words.title(4)}, type: minutes}}\n"

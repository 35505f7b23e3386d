"""Texts that are hard on a terminal: scripts, emoji, markup, and commands to a terminal."""

SCRIPTS = (
    *("شکریہ پاکستان", "مُحَمَّد", "می\u200cخواهم بروم", "ه\u200d ق", "東京都千代田区の記録"),
    *("e\u0301a\u0308\u0323Z" + "\u0301" * 12, "क्षेत्र हिन्दी", "বাংলাদেশ র\u200d্যাব"),
    *("தமிழ்நாடு", "കേരളം മലയാളം", "తెలుగు", "កម្ពុជា", "กำลังที่", "မြန်မာ"),
    *("ශ්\u200dරී ලංකා", "\u1112\u1161\u11ab\u1100\u1173\u11af 한국", "བོད་ཡིག"),
)
"""Words of many scripts."""

EMOJI = (
    *("👩\u200d👩\u200d👧\u200d👦", "👩\u200d🚜", "🏳\ufe0f\u200d🌈", "🇵🇰", "🇵🇰🇮"),
    *("☺\ufe0f❤\ufe0f", "⌚\ufe0e", "👍🏽", "1\ufe0f\u20e3", "©\ufe0f", "🏽"),
)
"""Emoji of every make."""

TEXTS = (*SCRIPTS, *EMOJI)
"""Texts whose width terminals disagree about, among others."""

MARKUP = (
    *("[red]x[/]", "[/x]", "[@click=app.quit]q[/]", "[link=https://example.org]l[/link]"),
    *("[sic]", r"back\slash\[b]", "[bold", "]", "[$primary]p[/]", "[#ff0000 on blue]c[/]"),
)
"""Texts that Textual or Rich would take for markup, a link or an action."""

HIDDEN = "\u202e\u2066\u200b\u00ad\ufeff\u2069"
"""Bidirectional and invisible characters, which a record may have."""

OBEYED = "\x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x07\x9b31m\x1b[2J\x1b[?1049l\x00\x07\x08\x7f\x85\u2028"
"""Commands that a terminal would obey: titles, clipboard, colours, screens, controls."""

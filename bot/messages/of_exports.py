"""What stands in exported tables and is said about them, in Swedish."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import capital, counted, day, echo, listed

_COLUMNS = (
    ("number", "Nr"),
    ("report", "Handling"),
    ("date", "Handlingens datum"),
    ("issuer", "Från"),
    ("addressee", "Till"),
    ("text", "Lydelse"),
    ("acceptance", "Svar"),
    ("implementation", "Genomförande"),
    ("owner", "Ansvarig"),
    ("promised", "Utlovat datum"),
    ("age_days", "Ålder i dagar"),
    ("overdue_days", "Dagar försenad"),
    ("moved_by", "Senast ändrad av"),
    ("moved_on", "Senast ändrad"),
    ("moved_words", "Ändrad med orden"),
    ("quote", "Citat"),
    ("page", "Sida"),
    ("url", "Länk"),
)
KEYS = tuple(key for key, _ in _COLUMNS)
"""The columns as programs name them."""

_LISTS = {
    "recommendations": "rekommendationer",
    "assignments": "uppdrag",
    "promises": "löften",
    "motions": "motioner och initiativ",
    "open_points": "öppna punkter",
}


def headings() -> tuple[str, ...]:
    """The first row."""
    return tuple(heading for _, heading in _COLUMNS)


def list_name(name: str) -> str:
    """What a list is called: "rekommendationer"."""
    return _LISTS[name]


def sheet_name(name: str) -> str:
    """On the tab of the sheet: at most 31 characters, none of []:*?/\\."""
    return capital(_LISTS[name])


def file_name(name: str, as_of: str, ending: str) -> str:
    """ "kanslist-rekommendationer-2026-01-01.xlsx"; ASCII, since it travels in a header."""
    plain = _LISTS[name].replace(" ", "-").translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))
    return f"kanslist-{plain}-{as_of}.{ending}"


def no_acceptance(recommended: bool) -> str:
    """Of what nobody has answered; only recommendations are accepted or rejected."""
    return "inväntar svar" if recommended else ""


def no_implementation(graded: str | None, *, taken_up: bool) -> str:
    """Of what nobody has moved: open, and what a follow-up's own words or a later document say of it."""
    if taken_up:
        return "öppen (besvaras eller tas upp i en senare handling)"
    return f"öppen (revisorerna: {graded})" if graded else "öppen"


def offered(name: str, as_of: str, rows: int) -> str:
    """Above the links to a table."""
    what = capital(_LISTS[name])
    return f"{what} som de såg ut {day(as_of)}: {counted(rows, 'rad', 'rader')}. Länkarna gäller i ett dygn."


def link(ending: str) -> str:
    """What a file is called in front of its link."""
    return {"xlsx": "Excel", "csv": "CSV", "json": "JSON"}[ending]


def only_private() -> str:
    """Where others look on."""
    return "En export får du i vår egen chatt: skriv ”exportera rekommendationer” där."


def which() -> str:
    """For a list that there is not."""
    return (
        "Skriv vad som ska exporteras: ”exportera rekommendationer”, uppdrag, löften, motioner eller öppna punkter. "
        "Med ett datum, till exempel ”exportera rekommendationer per 2026-01-01”, får du hur det såg ut då."
    )


def no_links() -> str:
    """Where no key can be made that links are signed with."""
    return "Exporten kan inte lämnas ut som länk här. Använd kommandot kanslist export."


def other_day(today: str) -> str:
    """For a day that has not come."""
    return f"Det går bara att exportera till och med i dag, {day(today)}."


def written(rows: int, file: str) -> str:
    """On the command line."""
    return f"{capital(counted(rows, 'rad', 'rader'))} i {file}."


def one_of(typed: str, known: Sequence[str]) -> str:
    """For a list or a format that there is not."""
    return f"{echo(typed)} går inte att exportera. Välj {listed(known, 'eller')}."


def needs_a_file() -> str:
    """A sheet is nothing to look at in a terminal."""
    return "Ange en fil med --output: en xlsx-fil går inte att visa i terminalen."


def not_written(file: str) -> str:
    """The file cannot be written."""
    return f"Det gick inte att skriva till {file}. Kontrollera att mappen finns och får skrivas i."

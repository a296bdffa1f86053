"""What is said of where a decision stands in law: how it can be appealed against and until when, in Swedish."""

from __future__ import annotations

from bot.messages import counted, day, one_line, sentence


def label() -> str:
    return "Överklagande"


def last_day(iso: str) -> str:
    return f"sista dag {day(iso)}"


def lead(matter: str, text: str, last: str | None, many: int) -> str:
    """The first instruction; the printed last day goes before it."""
    until = f"Sista dag för överklagande är {day(last)}. " if last else ""
    about = f"{sentence(matter)} " if matter else ""
    others = f" Ytterligare {counted(many - 1, 'uppgift', 'uppgifter')} nedan." if many > 1 else ""
    return f"{about}{until}{sentence(one_line(text))}{others}"


def no_day() -> str:
    return "Någon sista dag är inte utskriven i protokollet."


def none_printed(matter: str) -> str:
    """The decision is held, and its minutes print nothing of an appeal."""
    about = f" om ”{matter}”" if matter else ""
    return f"Protokollet med beslutet{about} har ingen överklagandehänvisning."

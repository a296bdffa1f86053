"""What is said of promises and of what the record shows after them, in Swedish."""

from __future__ import annotations

from bot.messages import capital, counted, day, number, one_line, shortened


def promise() -> str:
    return "Löfte"


def any_promise() -> str:
    return "något löfte om att återkomma"


def any_taken_up() -> str:
    return "något löfte som en senare handling tar upp"


def body_in(body: str, place: str | None) -> str:
    """ "Kommunstyrelsen, Älvkulla", where the record holds several municipalities."""
    return f"{body}, {place}" if place else body


def lead(count: int, body: str, on: str | None, text: str) -> str:
    """How many have no later trace, and the oldest of them."""
    told = capital(counted(count, "löfte", "löften", neuter=True))
    when = f" {day(on)}" if on else ""
    oldest = f"{body}{when}: ”{shortened(one_line(text), 300)}”"
    if count == 1:
        return f"Ett löfte har inget säkert spår i senare handlingar. {oldest}"
    return f"{told} har inget säkert spår i senare handlingar. Äldst: {oldest}"


def taken_up_lead(count: int) -> str:
    if count == 1:
        return "Ett löfte tas upp i en senare handling."
    return f"{capital(number(count))} löften tas upp i en senare handling."


def none_open() -> str:
    return "Inget löfte saknar spår i senare handlingar."


def taken_up_too(count: int) -> str:
    told = counted(count, "löfte", "löften", neuter=True)
    return f"Därutöver tas {told} upp i en senare handling. Fråga ”vilka löften har besvarats?”"


def means() -> str:
    return "Att spår saknas betyder inte att inget är gjort. Det kan stå i en handling som inte finns här."


def later_trace() -> str:
    return "Senare spår"


def may_be() -> str:
    return "Kan ha besvarats"


def undated() -> str:
    return "utan datum"


def no_day() -> str:
    return "handlingen har inget datum, så senare spår kan inte sökas"


def nothing_later(body: str | None) -> str:
    return f"arkivet har ingen senare handling från {one_line(body)}" if body else "arkivet har ingen senare handling"


def no_trace(count: int, body: str | None, last: str) -> str:
    """In how many later documents of the body there is none, and until which day they go."""
    whose = f" från {one_line(body)}" if body else ""
    where = f"den senare handlingen{whose}" if count == 1 else f"de {number(count)} senare handlingarna{whose}"
    return f"inget spår i {where}, {'' if count == 1 else 'till och med '}{day(last)}"

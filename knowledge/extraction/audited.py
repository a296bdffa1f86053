"""Whom an audit report is addressed to: the bodies behind "nämnden", "nämnderna" and a list of names."""

from __future__ import annotations

import re
from collections import Counter

from knowledge.extraction import bodies
from knowledge.extraction.gates import Gate, folded
from knowledge.vocabulary import load

_AUDIT = load("audit")
_GENERIC_ONE = frozenset(_AUDIT["generic_one"])
_GENERIC_ALL = frozenset(_AUDIT["generic_all"])
_PHRASES = [re.compile(rf"{phrase}\b(?P<whom>[^.]*)\.", re.IGNORECASE) for phrase in _AUDIT["audited"]]
_AUDITED = [(phrase, Gate(phrase)) for phrase in _PHRASES]
_HEAD = re.compile(
    r"(?:nämnd|styrelse|fullmäktige|utskott|direktion|beredning|förvaltning|bolag)\w*\b|\b(?:AB|KB)\b", re.IGNORECASE
)
_PARTS = re.compile(r"(,\s+|\s+(?:och|samt)\s+)")
_AREAS = re.compile(r"(?P<stem>\w*nämnd)(?:erna|en)?\s+(?P<area>[A-ZÅÄÖ][\wåäö-]+)", re.IGNORECASE)


def is_generic(addressee: str | None) -> bool:
    """Whether the addressee stands for the audited body or bodies without naming them."""
    folded = (addressee or "").casefold()
    return folded in _GENERIC_ONE or folded in _GENERIC_ALL or not folded


def named(text: str) -> list[str]:
    """The bodies and companies that a list of addressees names, one by one, in its order.

    A piece that is no body of its own belongs to the next ("Kretslopp och vattennämnden"), or, after "för", to the one
    before. "Socialnämnderna Centrum och Nordost" names two.
    """
    parts = _PARTS.split(" ".join(text.split()))
    found: list[str] = []
    waiting = ""
    for place in range(0, len(parts), 2):
        part, joint = parts[place], parts[place - 1] if place else ""
        if _HEAD.search(part):
            found.append(waiting + part if waiting else part)
            waiting = ""
        elif found and " för " in f" {found[-1]} ":
            found[-1] += joint + part
        elif found and part[:1].isupper() and (area := _AREAS.match(found[-1])):
            found.append(f"{area['stem']}en {part}")
        else:
            rest = parts[place + 1] if place + 1 < len(parts) else ""
            waiting += part + rest
    return [bodies.display(_one_area(name)) for name in found if not is_generic(name)]


def _one_area(name: str) -> str:
    match = _AREAS.fullmatch(name)
    return f"{match['stem']}en {match['area']}" if match and match["area"][:1].isupper() else name


def of_report(text: str) -> list[str]:
    """The bodies that the report says it audits; else the one it names most often."""
    said = folded(text)
    phrases = (phrase for phrase, gate in _AUDITED if gate.admits(said))
    for match in (match for phrase in phrases for match in phrase.finditer(text)):
        found = [bodies.display(one.name) for one in bodies.find_all(match["whom"])]
        if found:
            return list(dict.fromkeys(found))
    counted = Counter(one.name.casefold() for one in bodies.find_all(text))
    return [bodies.display(counted.most_common(1)[0][0])] if counted else []


def resolve(addressee: str | None, audited: list[str]) -> tuple[str, ...]:
    """The bodies meant by an addressee as written. audited: those of the report, for "nämnden" and "nämnderna"."""
    if addressee is None:
        return tuple(audited) if len(audited) == 1 else ()
    folded = addressee.casefold()
    if folded in _GENERIC_ONE:
        return tuple(audited) if len(audited) == 1 else ()
    if folded in _GENERIC_ALL:
        return tuple(audited) if len(audited) > 1 else ()
    return tuple(dict.fromkeys(named(addressee)))

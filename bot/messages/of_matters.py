"""What is said of decisions, proposals, audits, assignments and cases, and in the weekly letter, in Swedish."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.messages import capital, counted, day, listed, number, one_line, quoted, sentence, shortened

# -- decisions --------------------------------------------------------------------------------------------------------


def decision() -> str:
    return "Beslut"


def proposal_to(body: str) -> str:
    return f"Föreslår {body}"


def matter(case: str, heading: str) -> str:
    """ "AMN 2020-0276, Yttrande över remiss", or what there is of it."""
    return ", ".join(part for part in (case, heading) if part)


def matter_label() -> str:
    return "Ärende"


def decided_one(about: str, text: str) -> str:
    return sentence(f"{about}: {text}" if about else text)


def immediate_lead(count: int) -> str:
    """How many clauses stand in §§ that were adjusted at once."""
    if not count:
        return "Inget av besluten är antecknat som omedelbart justerat."
    return f"{capital(counted(count, 'beslut är omedelbart justerat', 'beslut är omedelbart justerade', neuter=True))}."


def yes() -> str:
    return "Ja. "


def no() -> str:
    return "Nej. "


def which_matter(named: str) -> str:
    """named: as it was asked ("motionen")."""
    stem = named[:-1] if named.endswith("ärendet") else re.sub(r"(?:en|et)$", "", named)
    return f"{'Vilken' if named.endswith('en') else 'Vilket'} {stem} menar du?"


def decided_many(about: str, decisions: int, proposals: int, first: str, whose: str = "", to: str | None = None) -> str:
    """first: the clause that is told; whose: who said it and when, where several §§ did; to: whom it is proposed to."""
    parts = []
    if decisions:
        parts.append(counted(decisions, "beslut", "beslut", neuter=True))
    if proposals:
        parts.append(counted(proposals, "förslag till ett annat organ", "förslag till ett annat organ", neuter=True))
    where = f" i {about}" if about else ""
    said = capital(listed(parts))
    what = f", ett förslag till {to}," if to else ""
    told = f"Det senaste{what} är från {whose}" if whose else f"Först{what.rstrip(',')}"
    return f"{said}{where}. {told}: {sentence(first)}"


def proposed_one(about: str, body: str | None, to: str, text: str) -> str:
    start = f"{about}: " if about else ""
    return sentence(f"{start}{body or 'Organet'} föreslår {to} (inte beslutat där): {text}")


def headed(heading: str, text: str) -> str:
    """ "Arbetsmarknadsrapport: godkänns."; the text alone where it has no heading."""
    return f"{one_line(heading)}: {one_line(text)}" if heading else text


def any_decision() -> str:
    return "något beslut"


def no_decision(heading: str) -> str:
    about = f" om ”{heading}”" if heading else ""
    return f"Inget beslut är antecknat i ärendet{about}."


def no_reservation() -> str:
    return "Ingen reservation är antecknad."


def vote_label() -> str:
    return "Omröstning"


def vote(yes: int, no: int, abstain: int, yes_means: str | None) -> str:
    meaning = f" Ja betydde: {sentence(one_line(yes_means))}" if yes_means else ""
    abstained = f" och {abstain} avstod" if abstain else ""
    return f"{yes} ja och {no} nej{abstained}.{meaning}"


def reservation_label() -> str:
    return "Reservation"


def reserved(by: Sequence[str], text: str | None) -> str:
    told = sentence(shortened(one_line(text))) if text else ""
    if re.match(r"[^.]{0,300}\breserver\w+ sig\b", told) and all(name.split(" (")[0] in told for name in by):
        return told
    return f"{listed(by)} reserverade sig. {told}".rstrip()


def stated(by: Sequence[str], text: str | None) -> str:
    told = sentence(shortened(one_line(text))) if text else ""
    if told and told.startswith(listed(by)):
        return told
    return f"{listed(by)}: {told}" if told else f"{listed(by)}."


def proposed(by: Sequence[str], text: str, supported_by: Sequence[str], response: str | None) -> str:
    who = f"{listed(by)}: " if by else ""
    text = re.sub(r",?\s+(?:samt|och)$", "", one_line(text))
    support = f" Stöds av {listed(supported_by)}." if supported_by else ""
    answer = f" Svar: {sentence(shortened(one_line(response), 600))}" if response else ""
    return f"{who}{sentence(one_line(text))}{support}{answer}"


# -- audit ------------------------------------------------------------------------------------------------------------


def recommendation(count: int) -> str:
    return f"Rekommendation {count}"


def recommendations_lead(count: int, done: int, answered: int, reports: int = 1) -> str:
    """How many recommendations there are, of how many reports, and what is known of them."""
    told = capital(counted(count, "rekommendation", "rekommendationer"))
    told += f" i {number(reports)} revisionsrapporter" if reports > 1 else ""
    if done:
        return f"{told}; {number(done)} av dem är enligt revisorerna åtgärdade."
    if answered:
        return f"{told}; ingen är bekräftad som åtgärdad, men {number(answered)} har ett svar i handlingarna."
    return f"{told}; ingen är bekräftad som åtgärdad."


def done_recommendation() -> str:
    return "Rekommendation"


def judged(text: str, judgement: str) -> str:
    """An earlier recommendation, and how the follow-up judges it, in its own words."""
    return f"{sentence(one_line(text))} {sentence(one_line(judgement))}"


def judged_lead(judgement: str | None, count: int) -> str:
    """What the follow-up says; judgement: where it says one thing of all."""
    told = f": {quoted(judgement)}" if judgement else ""
    return f"{capital(counted(count, 'rekommendation', 'rekommendationer'))} har följts upp{told}."


def answered_not_closed() -> str:
    return "Ett svar i handlingarna är inte detsamma som att revisorerna har godtagit åtgärden."


def same_case(number_: str, title: str, on: str | None) -> str:
    """Another registry's number of the case, and the paper that names both."""
    when = f", {day(on)}" if on else ""
    return f"Samma ärende har även numret {one_line(number_)}, enligt ”{one_line(title)}”{when}."


def in_attachment() -> str:
    return "i bilaga"


def answered_at(rule: str) -> str:
    """What was found at the meeting at which a question was to be answered."""
    names = {"promised.answer": "Svar på mötet", "promised.paragraph": "Ärendet på mötet"}
    return names.get(rule, "Mötet hölls, inget svar hittat")


def answer_in(title: str, on: str | None) -> str:
    """ "Svar i Tjänsteutlåtande om …, 6 maj 2024"."""
    return f"Svar i ”{one_line(title)}”{f', {day(on)}' if on else ''}"


def any_answer() -> str:
    return "något svar på en rekommendation"


def audit_question() -> str:
    return "Revisionsfråga"


def audited(question: str, answer: str | None, comment: str | None) -> str:
    verdict = f" Svar: {sentence(one_line(answer))}" if answer else " Inget svar är antecknat."
    said = f" {sentence(shortened(one_line(comment), 500))}" if comment else ""
    return f"{one_line(question)}{verdict}{said}"


def audit_lead(count: int) -> str:
    return f"Revisorerna har besvarat {counted(count, 'revisionsfråga', 'revisionsfrågor')} om detta."


def report(on: str | None, place: str | None) -> str:
    """ "Revisionsrapport · 20 november 2019 · Älvkulla"."""
    return " · ".join(part for part in ("Revisionsrapport", day(on) if on else "", place or "") if part)


def reports_lead(count: int, title: str, on: str | None) -> str:
    """How many audit reports are held, and the newest."""
    told = capital(counted(count, "revisionsrapport", "revisionsrapporter"))
    first = f"”{one_line(title)}”{f', {day(on)}' if on else ''}"
    return f"{told}: {first}." if count == 1 else f"{told}; först {first}."


def with_verdict(count: int, verdict: str) -> str:
    return f"{capital(counted(count, 'revisionsfråga', 'revisionsfrågor'))} fick svaret {verdict}."


def no_verdict(verdict: str, given: Sequence[tuple[str, int]]) -> str:
    """given: (verdict as printed, how many questions got it)."""
    told = listed([f"{counted(count, 'fråga', 'frågor')} {answer}" for answer, count in given])
    return f"Ingen revisionsfråga fick svaret {capital(verdict)}." + (f" De fick: {told}." if told else "")


# -- what documents point at ------------------------------------------------------------------------------------------

_RESTS_ON = {"basis": "Underlag", "attachments": "Bilagor", "laws": "Lagar som nämns"}
_PAPER = {"document": "Underlag", "attachment": "Bilaga", "law": "Lag", "url": "Länk"}


def paper(kind: str) -> str:
    """What an attachment, law or paper is called where it is listed."""
    return _PAPER.get(kind, "Hänvisning")


def papers_lead(aspect: str, where: str, texts: Sequence[str]) -> str:
    """ "Underlag till § 34, Ny taxa: Tjänsteskrivelse; Bilaga 1." """
    joint = "i" if aspect == "laws" else "till"
    return sentence(f"{_RESTS_ON[aspect]} {joint} {where}: {'; '.join(one_line(text) for text in texts)}")


# -- proposals, reservations, votes, statements -----------------------------------------------------------------------


def a_proposal(text: str) -> str:
    return f"Förslag, inte beslut: {text}"


def only_proposals() -> str:
    return "Förslag och yrkanden är inte beslut."


def proposal_lead(kind: str, by: Sequence[str], text: str) -> str:
    who = f" från {listed(by)}" if by else ""
    return f"{capital(kind)}{who}: {sentence(one_line(text))}"


def proposals_lead(count: int) -> str:
    return (
        f"{capital(counted(count, 'förslag eller yrkande', 'förslag och yrkanden', neuter=True))} finns i handlingarna."
    )


def fates_lead(told: Sequence[tuple[str, Sequence[str], str, str]]) -> str:
    """What became of what was moved. told: (kind, by whom, text, "bifallet" or "avslaget")."""
    if len(told) == 1:
        kind, by, text, fate = told[0]
        who = f" från {listed(by)}" if by else ""
        return f"{capital(kind)}{who} blev {fate}: {sentence(shortened(one_line(text)))}"
    counts = [(fate, sum(one[3] == fate for one in told)) for fate in dict.fromkeys(one[3] for one in told)]
    parts = [f"{number(count)} blev {fate if count == 1 else _PLURAL_FATES.get(fate, fate)}" for fate, count in counts]
    return f"Av {number(len(told))} förslag och yrkanden {listed(parts)}."


_PLURAL_FATES = {"bifallet": "bifallna", "avslaget": "avslagna"}


def finding(text: str) -> str:
    """What the chair found, in the words of the minutes: a vote after it may have ended otherwise."""
    return f"Protokollet säger: {sentence(one_line(text))}"


def put_by(kind: str, who: str) -> str:
    """kind: as the heading says it ("motion", "initiativärende", "interpellation")."""
    return f"{capital(kind)} från {sentence(one_line(who))}"


def handed_in(kind: str, count: int) -> str:
    """How many motions, interpellations or medborgarförslag were handed in."""
    many = {"motion": "motioner", "interpellation": "interpellationer"}.get(kind, kind)
    neuter = kind in ("medborgarförslag", "initiativ")
    return f"{capital(counted(count, kind, many, neuter=neuter))} är antecknade som inlämnade."


def put_by_several(count: int) -> str:
    return f"{capital(counted(count, 'ärende', 'ärenden', neuter=True))} i handlingarna handlar om detta."


def moved_by(kinds: Sequence[str], by: Sequence[str], count: int) -> str:
    """Who moved what there is. kinds: of the proposals, as the facts say."""
    kind = kinds[0] if len(set(kinds)) == 1 else "förslag"
    many = _PLURAL_KINDS.get(kind, "förslag")
    what = capital(kind) if kind in _PAPERS else capital(counted(count, kind, many, neuter=True))
    return f"{what} från {listed(by)}."


_PLURAL_KINDS = {"yrkande": "yrkanden"}
_PAPERS = ("motion", "initiativ")


def prepared_by(papers: Sequence[str]) -> str:
    """Where a proposal came from that nobody made by name. papers: bodies and papers, with their days."""
    return f"Enligt handlingarna kom förslaget från {listed(list(papers))}."


def motions_made(count: int) -> str:
    return f"{capital(counted(count, 'motion eller initiativ', 'motioner och initiativ'))} finns i handlingarna."


def supporters(names: Sequence[str], movers: Sequence[str]) -> str:
    whose = f" från {listed(movers)}" if movers else ""
    if not names:
        return f"Inget stöd är antecknat för yrkandet{whose}."
    return f"{listed(names)} stödde yrkandet{whose}."


def response(text: str) -> str:
    return f"Svaret var: {sentence(one_line(text))}"


def reserved_lead(by: Sequence[str], count: int, where: str = "") -> str:
    """where: the body and day, where all of it is of one meeting."""
    if count >= 4:
        return f"{count} reservationer är antecknade."
    return f"{listed(by)} reserverade sig{f', {where}' if where else ''}."


def statement() -> str:
    return "uttalande till protokollet"


def stated_lead(kind: str, by: Sequence[str]) -> str:
    what = {"jäv": "anmälde jäv", "deltar inte i beslutet": "deltog inte i beslutet"}.get(kind, f"lämnade {kind}")
    who = listed(by) if len(by) <= _NAMED else f"{len(by)} personer och partier"
    return f"{who} {what}."


_NAMED = 12
"""Names that a lead gives; more are told by the items alone."""
_NONE = {
    "reservations": "Ingen reservation är antecknad.",
    "votes": "Ingen omröstning är antecknad.",
    "": "Inget uttalande är antecknat.",
    "ersättaryttrande": "Inget ersättaryttrande är antecknat.",
    "särskilt uttalande": "Inget särskilt uttalande är antecknat.",
    "särskilt yttrande": "Inget särskilt yttrande är antecknat.",
    "protokollsanteckning": "Ingen protokollsanteckning är antecknad.",
    "jäv": "Inget jäv är antecknat.",
    "deltar inte i beslutet": "Ingen är antecknad som inte deltagande i beslutet.",
}


def none_noted(intent: str, aspect: str) -> str:
    return _NONE.get(intent) or _NONE.get(aspect, _NONE[""])


def ballot(name: str, vote: str) -> str:
    return f"{name} avstod." if vote == "avstår" else f"{name} röstade {vote}."


def ballots(votes: Sequence[tuple[str, str]]) -> str:
    return sentence(listed([f"{name}: {vote}" for name, vote in votes]))


def voters(side: str, names: Sequence[str], counted_: str) -> str:
    """Who voted so; where the minutes name nobody, that they do not. counted_: the count in words."""
    verb = "avstod" if side == "avstår" else f"röstade {side}"
    if not names:
        return f"Protokollet namnger inte vilka som {verb}. {counted_}"
    return f"{listed(names)} {verb}. {counted_}"


def unnamed_votes(whose: Sequence[str], counted_: str) -> str:
    """The minutes count the votes and name no voter. whose: the persons or parties whose votes were asked for."""
    return f"Protokollet anger inte hur {listed(list(whose))} röstade, bara antalet röster. {counted_}"


def votes_lead(count: int, first: str) -> str:
    return f"{capital(counted(count, 'omröstning', 'omröstningar'))} är antecknade. Den senaste: {first}"


# -- assignments ------------------------------------------------------------------------------------------------------


def outvoted_lead(parties: Sequence[str], matters: int) -> str:
    where = counted(matters, "ärende", "ärenden", neuter=True)
    return f"{listed(list(parties))} förlorade en omröstning eller reserverade sig i {where}."


def assignment() -> str:
    return "Uppdrag"


def due(iso: str) -> str:
    return f"senast {day(iso)}"


def assignments_lead(count: int, iso: str | None, first: str) -> str:
    when = f" med slutdatum {day(iso)}" if iso else ""
    if count == 1:
        return f"Ett uppdrag{when}: {sentence(first)}"
    return f"{capital(number(count))} uppdrag. Närmast{when}: {sentence(first)}"


def open_point() -> str:
    return "Balanslista"


def open_points_lead(count: int, first: str) -> str:
    return f"{capital(counted(count, 'punkt', 'punkter'))} står på balanslistan: {sentence(first)}"


# -- cases ------------------------------------------------------------------------------------------------------------


def any_trace() -> str:
    return "något"


def between(days: Sequence[str]) -> str:
    """days: ISO, in order."""
    if len(days) > 1:
        return f", från {day(days[0])} till {day(days[-1])}"
    return f", {day(days[0])}" if days else ""


def last_decision(clauses: Sequence[str], body: str | None, on: str | None) -> str:
    """ "Det senaste beslutet är från Socialnämnden 12 mars 2024: …"."""
    where = " ".join(part for part in (body, day(on) if on else None) if part)
    said = shortened(" ".join(sentence(one_line(text)) for text in dict.fromkeys(clauses)), 500)
    return f"Det senaste beslutet är från {where}: {said}" if where else f"Det senaste beslutet: {said}"


def no_decision_noted() -> str:
    return "Inget beslut är antecknat."


def case_lead(about: str, documents: int, days: Sequence[str], last: str | None) -> str:
    told = f"{about}: {counted(documents, 'handling', 'handlingar')} i registret{between(days)}."
    return f"{told} {last or no_decision_noted()}"


def in_order(printed: str) -> str:
    return f"Hela gången steg för steg: /tidslinje {printed}"


def overdue_means() -> str:
    return (
        "Att slutdatum har passerat betyder inte att uppdraget är ogjort: "
        "det kan vara redovisat i en handling som saknas här."
    )


# -- the weekly letter ------------------------------------------------------------------------------------------------


def week(today: date) -> str:
    year, number_, _ = today.isocalendar()
    return f"vecka {number_} {year}"


def digest_posted(channel: str, lead: str) -> str:
    """The letter has left, and where to."""
    return f"Skickat till {channel}: {lead}"


def platform_too_slow() -> str:
    return "plattformen svarade inte i tid"

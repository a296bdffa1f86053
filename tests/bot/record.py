"""A small record of the invented municipality Älvkulla: pages written for these tests, and their facts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.incoming import Asker, Incoming
from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.facts import (
    AgendaItem,
    Assignment,
    Attendance,
    AuditQuestion,
    Ballot,
    Decision,
    DocumentFacts,
    DocumentInfo,
    Meeting,
    NextMeeting,
    OpenPoint,
    Proposal,
    Recommendation,
    Reservation,
    Signatory,
    Source,
    Statement,
    VoteCount,
)
from knowledge.reading.pages import Page, Reading
from knowledge.store.reader import OPEN
from knowledge.store.sqlite import SqliteStore

MINUTES = """Sammanträdesprotokoll
Socialnämnden i Älvkulla
2024-03-12
Plats: Sal Granen, kommunhuset
Tid: kl. 13:00–15:30
Beslutande: Greta Lundmark (S), ordförande
Isak Torell (M), vice ordförande
Noor Hadad (V)
Pelle Ström (C), ersätter Maja Falk (MP)
Övriga: Sigrid Vallin, ekonomichef
Olof Brandt, nämndsekreterare, Teams
Frånvarande: Maja Falk (MP)
Justerat den 19 mars 2024 av Isak Torell
Ordförande var Greta Lundmark. Sekreterare var Olof Brandt.
Nästa sammanträde den 16 april 2024 kl. 13:00 i Sal Björken.
§ 21 Korttidsboende vid Lövängen SN 2024-0114
Beslut: Socialnämnden beslutar att inrätta tolv platser för korttidsboende vid Lövängen.
Kostnaden beräknas till 4,2 miljoner kronor per år.
Isak Torell (M) yrkar avslag på inrättandet av korttidsboende.
Omröstning: 3 ja och 1 nej.
Isak Torell (M) reserverar sig mot beslutet.
Noor Hadad (V) lämnar ett särskilt uttalande: Fler platser behövs redan i höst.
§ 22 Taxa för färdtjänst SN 2024-0077
Socialnämnden föreslår kommunfullmäktige att höja taxan för färdtjänst med två procent.
§ 23 Rapport om arbetsmiljön i hemtjänsten SN 2023-0431
Socialnämnden godkänner rapporten om hemtjänstens arbetsmiljö.
Förvaltningen får i uppdrag att redovisa bemanningen i hemtjänsten senast den 30 september 2024.
"""
UNIONS = """Protokoll SVG
Samverkansgruppen i Älvkulla
5 februari 2024, kl. 09:00-10:45, lokal Eken
För arbetsgivaren: Sigrid Vallin, ekonomichef
Tove Markström, förvaltningschef, ordförande
För arbetstagarna: Rasmus Ek, Kommunal, Skype
Ylva Sand, huvudskyddsombud, Vision
Förhinder: Bo Lind, Lärarnas Riksförbund
Justerat den 9 februari 2024. Tove Markström, ordförande. Ylva Sand, justerare. Anton Rehn, sekreterare.
§ 4 Arbetskläder
Kommunal undrade när de nya arbetskläderna kommer.
Förvaltningen svarade att kläderna levereras i vecka 11.
Under 2023 slutade 23 undersköterskor i hemtjänsten.
Kommunal yrkar:
att alla medarbetare får två par arbetsskor varje år.
Vision stödjer yrkandet.
Svar: Förvaltningen utreder kostnaden för arbetsskor.
§ 5 Balanslista: Översyn av rastlokaler på Lövängen.
"""
AUDIT = """Revisionsrapport: Granskning av hemtjänstens kontinuitet
Kommunrevisionen i Älvkulla, 2023-11-02
Finns det rutiner för planering av besök? Delvis. Rutinerna är inte kända av alla.
Följs avvikelser upp? Ja. Uppföljning sker varje månad.
Vi rekommenderar socialnämnden:
1. Att säkerställa att planeringen av besök dokumenteras.
2. Att ta fram mål för personalkontinuitet.
"""
REPORT = """Tjänsteutlåtande
Svar på granskning av hemtjänstens kontinuitet
Socialförvaltningen i Älvkulla, 2024-01-15
Förslag till beslut: Socialnämnden lägger svaret till revisorerna till handlingarna.
En skrivelse om kontinuiteten har inkommit från Karin Alm och Jens Boo till nämnden.
Förvaltningen har tagit fram en rutin för dokumentation av planerade besök.
Åsa Norling
Socialdirektör
"""
SECRET = """Protokoll, internt
Krisledningsnämnden i Älvkulla
2024-02-20
Ordförande var Hemming Tyst. Närvarande: Hemming Tyst, säkerhetschef
§ 1 Skyddsrum under simhallen KLN 2024-0009
Krisledningsnämnden beslutar att köpa in reservkraft till skyddsrummet.
Hemming Tyst reserverar sig mot beslutet.
Revisorerna rekommenderar att skyddsrummets larm byts.
Förvaltningen ska redovisa larmet senast den 15 mars 2024.
"""


class _Maker:
    """Makes facts of one document from the words in which it says them."""

    def __init__(self, text: str) -> None:
        self.page = Page(1, text)

    def source(self, words: str, section: str | None = None) -> Source:
        start = self.page.text.index(words)
        return Source.cut([(self.page, start, start + len(words))], section)

    def make(self, model: type, words: str, **values: Any) -> Any:
        item = values.get("item")
        source = self.source(words, f"§ {item}" if item else None)
        return model.model_validate({**values, "source": source, "rule": "test"}, context={"stored": True})

    def sources(self, **words: str) -> Mapping[str, Source]:
        return {field: self.source(said) for field, said in words.items()}


def _minutes() -> tuple[str, DocumentFacts]:
    at = _Maker(MINUTES)
    body = "Socialnämnden"
    decision = {"body": body}
    make = at.make
    facts = DocumentFacts(
        document=DocumentInfo(
            file="sn-2024-03-12.pdf",
            kind="protokoll",
            title="Protokoll Socialnämnden",
            body=body,
            municipality="Älvkulla",
            date="2024-03-12",
        ),
        meeting=Meeting(
            body=body,
            date="2024-03-12",
            starts_at="13:00",
            ends_at="15:30",
            place="Sal Granen, kommunhuset",
            chair="Greta Lundmark",
            secretary="Olof Brandt",
            adjusters=("Isak Torell",),
            adjusted_on="2024-03-19",
            next_meeting=NextMeeting(date="2024-04-16", time="13:00", place="Sal Björken"),
            sources=at.sources(
                date="2024-03-12",
                starts_at="13:00",
                ends_at="15:30",
                place="Sal Granen, kommunhuset",
                chair="Ordförande var Greta Lundmark",
                secretary="Sekreterare var Olof Brandt",
                adjusters="av Isak Torell",
                adjusted_on="Justerat den 19 mars 2024",
                next_meeting="Nästa sammanträde den 16 april 2024",
            ),
        ),
        attendance=(
            make(
                Attendance,
                "Greta Lundmark (S)",
                name="Greta Lundmark",
                party="S",
                roles=("ordförande",),
                capacity="ledamot",
            ),
            make(
                Attendance,
                "Isak Torell (M)",
                name="Isak Torell",
                party="M",
                roles=("vice ordförande",),
                capacity="ledamot",
            ),
            make(Attendance, "Noor Hadad (V)", name="Noor Hadad", party="V", capacity="ledamot"),
            make(
                Attendance,
                "Pelle Ström (C)",
                name="Pelle Ström",
                party="C",
                capacity="tjänstgörande ersättare",
                replaces="Maja Falk",
            ),
            make(
                Attendance, "Sigrid Vallin, ekonomichef", name="Sigrid Vallin", roles=("ekonomichef",), capacity="övrig"
            ),
            make(
                Attendance,
                "Olof Brandt, nämndsekreterare, Teams",
                name="Olof Brandt",
                roles=("nämndsekreterare",),
                capacity="övrig",
                remote="Teams",
            ),
            make(
                Attendance,
                "Frånvarande: Maja Falk (MP)",
                name="Maja Falk",
                party="MP",
                capacity="ledamot",
                present=False,
            ),
        ),
        agenda_items=(
            make(
                AgendaItem,
                "Korttidsboende vid Lövängen",
                number="21",
                heading="Korttidsboende vid Lövängen",
                case_numbers=("SN 2024-0114",),
            ),
            make(
                AgendaItem,
                "Taxa för färdtjänst",
                number="22",
                heading="Taxa för färdtjänst",
                case_numbers=("SN 2024-0077",),
            ),
            make(
                AgendaItem,
                "Rapport om arbetsmiljön i hemtjänsten",
                number="23",
                heading="Rapport om arbetsmiljön i hemtjänsten",
                case_numbers=("SN 2023-0431",),
            ),
        ),
        decisions=(
            make(
                Decision,
                "Socialnämnden beslutar att inrätta tolv platser för korttidsboende vid Lövängen.",
                item="21",
                case_numbers=("SN 2024-0114",),
                text="Socialnämnden beslutar att inrätta tolv platser för korttidsboende vid Lövängen.",
                **decision,
            ),
            make(
                Decision,
                "att höja taxan för färdtjänst med två procent.",
                item="22",
                case_numbers=("SN 2024-0077",),
                text="att höja taxan för färdtjänst med två procent.",
                proposed_to="kommunfullmäktige",
                **decision,
            ),
            make(
                Decision,
                "Socialnämnden godkänner rapporten om hemtjänstens arbetsmiljö.",
                item="23",
                case_numbers=("SN 2023-0431",),
                text="Socialnämnden godkänner rapporten om hemtjänstens arbetsmiljö.",
                outcome="godkänns",
                immediately_adjusted=True,
                **decision,
            ),
        ),
        proposals=(
            make(
                Proposal,
                "avslag på inrättandet av korttidsboende.",
                item="21",
                kind="yrkande",
                by=("Isak Torell",),
                text="avslag på inrättandet av korttidsboende.",
            ),
        ),
        votes=(
            make(
                VoteCount,
                "Omröstning: 3 ja och 1 nej.",
                item="21",
                yes=3,
                no=1,
                ballots=(Ballot(name="Isak Torell", party="M", vote="nej"),),
            ),
        ),
        reservations=(
            make(Reservation, "Isak Torell (M) reserverar sig mot beslutet.", item="21", by=("Isak Torell",)),
        ),
        statements=(
            make(
                Statement,
                "Noor Hadad (V) lämnar ett särskilt uttalande: Fler platser behövs redan i höst.",
                item="21",
                kind="särskilt uttalande",
                by=("Noor Hadad",),
                text="Fler platser behövs redan i höst.",
            ),
        ),
        assignments=(
            make(
                Assignment,
                "Förvaltningen får i uppdrag att redovisa bemanningen i hemtjänsten senast den 30 september 2024.",
                text="Förvaltningen får i uppdrag att redovisa bemanningen i hemtjänsten senast den 30 september 2024.",
                responsible="förvaltningen",
                due="2024-09-30",
            ),
        ),
    )
    return MINUTES, facts


def _unions() -> tuple[str, DocumentFacts]:
    at = _Maker(UNIONS)
    make = at.make
    facts = DocumentFacts(
        document=DocumentInfo(
            file="svg-2024-02-05.txt",
            kind="samverkansprotokoll",
            title="Protokoll SVG",
            body="Samverkansgruppen",
            municipality="Älvkulla",
            date="2024-02-05",
        ),
        meeting=Meeting(
            body="Samverkansgruppen",
            date="2024-02-05",
            starts_at="09:00",
            ends_at="10:45",
            place="lokal Eken",
            chair="Tove Markström",
            secretary="Anton Rehn",
            adjusters=("Ylva Sand",),
            adjusted_on="2024-02-09",
            sources=at.sources(
                date="5 februari 2024",
                starts_at="09:00",
                ends_at="10:45",
                place="lokal Eken",
                chair="Tove Markström, ordförande",
                secretary="Anton Rehn, sekreterare",
                adjusters="Ylva Sand, justerare",
                adjusted_on="Justerat den 9 februari 2024",
            ),
        ),
        attendance=(
            make(
                Attendance,
                "Sigrid Vallin, ekonomichef",
                name="Sigrid Vallin",
                roles=("ekonomichef",),
                capacity="arbetsgivare",
            ),
            make(
                Attendance,
                "Tove Markström, förvaltningschef",
                name="Tove Markström",
                roles=("förvaltningschef", "ordförande"),
                capacity="arbetsgivare",
            ),
            make(
                Attendance,
                "Rasmus Ek, Kommunal, Skype",
                name="Rasmus Ek",
                organisation="Kommunal",
                capacity="arbetstagare",
                remote="Skype",
            ),
            make(
                Attendance,
                "Ylva Sand, huvudskyddsombud, Vision",
                name="Ylva Sand",
                organisation="Vision",
                roles=("huvudskyddsombud",),
                capacity="arbetstagare",
            ),
            make(
                Attendance,
                "Bo Lind, Lärarnas Riksförbund",
                name="Bo Lind",
                organisation="Lärarnas Riksförbund",
                capacity="arbetstagare",
                present=False,
            ),
        ),
        agenda_items=(make(AgendaItem, "Arbetskläder", number="4", heading="Arbetskläder"),),
        proposals=(
            make(
                Proposal,
                "att alla medarbetare får två par arbetsskor varje år.",
                item="4",
                kind="yrkande",
                by=("Kommunal",),
                supported_by=("Vision",),
                text="att alla medarbetare får två par arbetsskor varje år.",
                response="Förvaltningen utreder kostnaden för arbetsskor.",
            ),
        ),
        open_points=(
            make(OpenPoint, "Översyn av rastlokaler på Lövängen.", text="Översyn av rastlokaler på Lövängen."),
        ),
    )
    return UNIONS, facts


def _audit() -> tuple[str, DocumentFacts]:
    at = _Maker(AUDIT)
    make = at.make
    facts = DocumentFacts(
        document=DocumentInfo(
            file="granskning.pdf",
            kind="revisionsrapport",
            title="Granskning av hemtjänstens kontinuitet",
            body="Kommunrevisionen",
            municipality="Älvkulla",
            date="2023-11-02",
        ),
        recommendations=tuple(
            make(
                Recommendation,
                text,
                number=number,
                text=text,
                issuer="Kommunrevisionen",
                addressee="socialnämnden",
                addressees=("socialnämnden",),
            )
            for number, text in (
                (1, "Att säkerställa att planeringen av besök dokumenteras."),
                (2, "Att ta fram mål för personalkontinuitet."),
            )
        ),
        audit_questions=(
            make(
                AuditQuestion,
                "Finns det rutiner för planering av besök? Delvis.",
                question="Finns det rutiner för planering av besök?",
                answer="Delvis",
                comment="Rutinerna är inte kända av alla.",
            ),
            make(
                AuditQuestion,
                "Följs avvikelser upp? Ja.",
                question="Följs avvikelser upp?",
                answer="Ja",
                comment="Uppföljning sker varje månad.",
            ),
        ),
    )
    return AUDIT, facts


def _report() -> tuple[str, DocumentFacts]:
    at = _Maker(REPORT)
    make = at.make
    facts = DocumentFacts(
        document=DocumentInfo(
            file="svar-granskning.pdf",
            kind="tjänsteutlåtande",
            title="Svar på granskning av hemtjänstens kontinuitet",
            body="Socialnämnden",
            municipality="Älvkulla",
            date="2024-01-15",
            sources=at.sources(date="2024-01-15"),
        ),
        proposals=(
            make(
                Proposal,
                "Socialnämnden lägger svaret till revisorerna till handlingarna.",
                kind="förslag till beslut",
                text="Socialnämnden lägger svaret till revisorerna till handlingarna.",
            ),
        ),
        signatories=(make(Signatory, "Åsa Norling\nSocialdirektör", name="Åsa Norling", title="Socialdirektör"),),
    )
    return REPORT, facts


def _secret() -> tuple[str, DocumentFacts]:
    at = _Maker(SECRET)
    make = at.make
    body = "Krisledningsnämnden"
    said = "Krisledningsnämnden beslutar att köpa in reservkraft till skyddsrummet."
    facts = DocumentFacts(
        document=DocumentInfo(
            file="krisledning.txt",
            kind="protokoll",
            title="Krisledningsnämnden internt",
            body=body,
            municipality="Älvkulla",
            date="2024-02-20",
        ),
        meeting=Meeting(
            body=body,
            date="2024-02-20",
            chair="Hemming Tyst",
            sources=at.sources(chair="Ordförande var Hemming Tyst", date="2024-02-20"),
        ),
        attendance=(
            make(
                Attendance,
                "Hemming Tyst, säkerhetschef",
                name="Hemming Tyst",
                roles=("säkerhetschef",),
                capacity="ledamot",
            ),
        ),
        agenda_items=(
            make(
                AgendaItem,
                "Skyddsrum under simhallen",
                number="1",
                heading="Skyddsrum under simhallen",
                case_numbers=("KLN 2024-0009",),
            ),
        ),
        decisions=(make(Decision, said, item="1", case_numbers=("KLN 2024-0009",), body=body, text=said),),
        reservations=(make(Reservation, "Hemming Tyst reserverar sig mot beslutet.", item="1", by=("Hemming Tyst",)),),
        recommendations=(make(Recommendation, "skyddsrummets larm byts", number=1, text="skyddsrummets larm byts"),),
        assignments=(
            make(
                Assignment,
                "Förvaltningen ska redovisa larmet senast den 15 mars 2024.",
                text="Förvaltningen ska redovisa larmet senast den 15 mars 2024.",
                due="2024-03-15",
            ),
        ),
    )
    return SECRET, facts


def fill(store: SqliteStore) -> None:
    """Put the record into a store: four open documents and an internal one."""
    for (text, facts), collection in (
        (_minutes(), OPEN),
        (_unions(), OPEN),
        (_audit(), OPEN),
        (_report(), OPEN),
        (_secret(), "intern"),
    ):
        digest = hashlib.sha256(text.encode()).hexdigest()
        store.put(Reading(facts.document.file, "text/plain", digest, (Page(1, text),)), facts, collection)


def clerk_settings(folder: Path) -> Settings:
    """Of a clerk whose record lies in this folder. The registrator is terminal:registrator."""
    return Settings(
        data=folder,
        database=f"sqlite:///{folder / 'k.db'}",
        registrars=frozenset({"terminal:registrator"}),
        public_url="https://kanslist.example",
        contact="registrator@alvkulla.example",
        _env_file=None,
    )  # type: ignore[call-arg]  # pydantic-settings' documented argument


def clerk(folder: Path) -> Kanslist:
    """A clerk over the record in a new folder."""
    settings = clerk_settings(folder)
    store = SqliteStore.open(settings.database_url)
    fill(store)
    store.close()
    return Kanslist.open(settings)


def incoming(text: str, conversation: str = "c", identity: str | None = None, *, private: bool = True) -> Incoming:
    """A question from the terminal."""
    return Incoming(text, Asker("terminal", identity), conversation, private)

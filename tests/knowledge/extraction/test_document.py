"""What a document says of itself: kind, body, municipality, date, case numbers and title."""

from __future__ import annotations

import pytest

from knowledge.facts import DocumentInfo
from tests.knowledge.extraction.documents import context_of

REPORT = """Datum:   2024-03-12   Kultur- och fritidsnämnden
Handläggare:   Eva Lindh
Diarienr:   KFN 2024-0031

Svar på motion om belysta motionsspår

Ärendebeskrivning
Motionären vill att spåren i Kumla kommun blir förebild för dem i trakten.

Förslag till beslut
Motionen anses besvarad.
"""

MINUTES = """Kommunstyrelsen
Sammanträdesprotokoll
2024-05-06

Plats och tid   Rådhuset, kl. 13:00-15:00
Beslutande   Eva Lindh (S), ordförande

§ 41

Valärenden

Beslut
Valet bordläggs.

§ 42

Övriga frågor

Beslut
Informationen noteras.
"""

UNION = """Protokoll förvaltningsgruppen

Torsdagen den 7 mars 2024, kl. 09:00 – 10:30

För arbetsgivaren
Eva Lindh, förvaltningschef

För arbetstagarna
Per Ek, Vision

§ 1. Mötets öppnande
Förvaltningsgruppen hälsades välkommen.
"""

AUDIT = """Granskning av bygglov

På uppdrag av kommunens revisorer har bygglovsprövningen granskats. Älvkulla kommun har en egen taxa.

Revisionsfrågor
Älvkulla kommun har låtit granska handläggningen.

Älvkulla den 3 april 2024
"""

MOTION = """Motion till kommunfullmäktige om tystare lekplatser

Barn i alla åldrar mår bra av tystnad.

Jag föreslår att kommunfullmäktige beslutar

att utreda buller vid lekplatser.

Eva Lindh (C)
"""


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        (
            REPORT,
            {"kind": "tjänsteutlåtande", "body": "Kultur- och fritidsnämnden", "date": "2024-03-12",
             "case_numbers": ("KFN 2024-0031",), "title": "Svar på motion om belysta motionsspår"},
            "a handläggare makes it the office's, though its title speaks of a motion",
        ),
        (
            MINUTES,
            {"kind": "protokoll", "body": "Kommunstyrelsen", "date": "2024-05-06"},
            "the header says body, kind and day",
        ),
        (
            UNION,
            {"kind": "samverkansprotokoll", "body": "Förvaltningsgruppen", "date": "2024-03-07"},
            "two parties meet; the group is asked for by its name",
        ),
        (
            AUDIT,
            {"kind": "revisionsrapport", "body": None, "municipality": "Älvkulla", "date": "2024-04-03"},
            "auditors date their report at its end and are no body of the record",
        ),
        (
            MOTION,
            {"kind": "motion", "body": "Kommunfullmäktige"},
            "a motion goes to the body that it addresses",
        ),
        (
            "Kulturnämnden\nProtokoll\n2024-10-22\n\nJusteringens\nplats och tid   Kulturhuset, 2024-10-29\n\n"
            "§ 3\nBudget\n",
            {"body": "Kulturnämnden", "date": "2024-10-22"},
            "a label over two lines: the day of adjustment is not the meeting's",
        ),
        (
            "Älvkulla kommun\n\nProtokoll FSG\nFacklig samverkansgrupp 2024-09-17\n\nFör arbetsgivaren\nEva Lindh\n\n"
            "För arbetstagarna\nPer Ek, Vision\n\n§ 1 Mötets öppnande\nMötet öppnas.\n",
            {"body": "Facklig samverkansgrupp", "date": "2024-09-17"},
            "the day beside the group's name",
        ),
        (
            "Delegationsordning för byggnadsnämnden\nAntagen av byggnadsnämnden 2023-01-25 § 8\n\nÄrende\nDelegat\n\n"
            "Yttrande till länsstyrelsen\nUtskottet\n",
            {"kind": "övrigt", "body": "Byggnadsnämnden"},
            "what it delegates does not make it a yttrande, nor a delegate its body",
        ),
        (
            "Kommunrevisionen\n\nGranskning av inköp\nBeslutad av revisorerna 2025-05-08\n\nRevisionsfrågor\n",
            {"kind": "revisionsrapport", "date": "2025-05-08"},
            "the day on which the auditors decided on their report",
        ),
        (
            "Uppföljande granskning 2024\n\nRevisorerna i Älvkulla kommun, 2024-05-20\n\nRevisionsfrågor\n",
            {"kind": "revisionsrapport", "date": "2024-05-20"},
            "the day beside the auditors",
        ),
        (
            "Samverkan FSG 2023-11-09\n\n1. Öppnande\nMötet öppnas.\n\n2. Budget\nInget.\n\n3. Övrigt\nInget.\n",
            {"kind": "samverkansprotokoll", "date": "2023-11-09"},
            "a group's letters after the word",
        ),
        (
            "Kommunstyrelseförvaltningen Dnr KS0112/24\n\nTjänsteutlåtande\n2024-04-11\n\nNy taxa för torghandel\n\n"
            "Förvaltningens förslag till kommunstyrelsen\n1. Taxan antas.\n\n"
            "Förslag till beslut i kommunfullmäktige\n1. Taxan antas.\n",
            {"kind": "tjänsteutlåtande", "body": "Kommunstyrelsen", "case_numbers": ("KS0112/24",)},
            "a number at the end of the letterhead; the first body that is proposed to",
        ),
        (
            "Till Älvkulla kommun\nErt dnr 2022-104611\n\nYttrande över remiss\n2023-05-24\n",
            {"case_numbers": ()},
            "the receiver's number is not the document's",
        ),
        ("En lapp utan ordning", {"kind": "övrigt", "body": None, "date": None}, "what says nothing is nothing"),
    ],
)  # fmt: skip
def test_a_document_says_what_it_is(text: str, expected: dict[str, object], reason: str) -> None:
    """Kind and the scalars follow from the words and the form of the genre."""
    found = context_of(text).document
    assert {name: getattr(found, name) for name in expected} == expected, reason


def test_a_header_that_reading_set_apart_still_names_the_body() -> None:
    """The margin cannot be cited, so its day has no source; but the minutes are of that body and that day."""
    found = context_of(
        "§ 7\n\nBudget\n\nBeslut\nBudgeten antas.\n", furniture=("Älvnämnden", "Protokoll", "2024-02-01")
    ).document
    assert (found.kind, found.body, found.date) == ("protokollsutdrag", "Älvnämnden", "2024-02-01")
    assert "date" not in found.sources


def test_a_municipality_mentioned_in_passing_is_not_the_documents_own() -> None:
    """An example from elsewhere does not say whose document it is."""
    found = context_of("Skrivelse om bad\n\nI exempelvis Kumla kommun har man gratis simskola.\n").document
    assert found.municipality is None


@pytest.mark.parametrize("text", [REPORT, MINUTES, UNION, AUDIT, MOTION])
def test_every_source_is_a_slice_of_the_text(text: str) -> None:
    """The quote contract holds for the scalars as well."""
    found: DocumentInfo = context_of(text).document
    assert found.sources
    assert all(text[source.start : source.end] == source.quote for source in found.sources.values())


def test_minutes_without_a_front_page_take_body_and_day_from_a_later_header() -> None:
    """A text that begins with its first § prints its header further down, and names other bodies before that."""
    text = (
        "§ 1\n\nVal\n\nBeslut\nValet bordläggs.\n\nProtokollsutdrag skickas till\n\nKulturnämnden\n\n§ 2\n\nBudget\n\n"
        "Beslut\nBudgeten antas.\n\nKommunstyrelsen\n\nProtokoll nr 2\nSammanträdesdatum: 2024-02-01\n"
    )
    found = context_of(text).document
    assert (found.kind, found.body, found.date) == ("protokoll", "Kommunstyrelsen", "2024-02-01")


@pytest.mark.parametrize(
    ("text", "title", "reason"),
    [
        (
            "Älvkulla kommun, revisorerna   Granskning av inköp\n\nRevisionsrapport\n\nSammanfattning\n",
            "Granskning av inköp",
            "the letterhead stands beside the title",
        ),
        (
            "www.alvkulla.se\n\nRevisionsrapport\n\nGranskning av\ninköp\n\nÄlvkulla kommun\nMars 2022\n\n"
            "Sammanfattning\n",
            "Granskning av inköp",
            "a title over two lines, the municipality below it",
        ),
        (
            "Granskning av inköp\nRapport\n\nÄlvkulla kommun\n\n1 Sammanfattning\n",
            "Granskning av inköp",
            "what the document calls itself below its title is no more of it",
        ),
        (
            "Revisorerna i\nÄlvkulla kommun        Till\n                       Kommunfullmäktige i Älvkulla kommun\n\n"
            "Revisionsberättelse för år 2023\n\nVi har granskat styrelse och nämnder.\n",
            "Revisionsberättelse för år 2023",
            "who writes to whom stands above",
        ),
        (
            "Tjänsteskrivelse\nDatum\n2024-10-02\nHandläggare\nSiv Ek, utredare\n\nKommunstyrelsen\n\n"
            "Revidering av taxa\n\n"
            "Förslag till beslut\nTaxan antas.\n",
            "Revidering av taxa",
            "a handläggare with a title is no title",
        ),
        (
            "Älvkulla kommun\nBarn- och utbildningsförvaltningen\nBox 20, 900 10 Älvkulla\nDnr BUN 2025/94\n\n"
            "Svar på revisionens granskning\n\nFörslag till beslut\nSvaret godkänns.\n",
            "Svar på revisionens granskning",
            "office and address are the letterhead",
        ),
        (
            "Utskottet barn och unga\n2025-03-18\n\nInitiativärende: Mobilfri skola\n\nFörslag till beslut\nSå.\n",
            "Initiativärende: Mobilfri skola",
            "a committee called by its field is a body",
        ),
        (
            "Building a better working world\n\nRevisionsrapport 2023\n\n"
            "Genomförd på uppdrag av revisorerna\n\nMaj 2024\n\n"
            "Granskning av nämndens arbete med\n\norosanmälningar\nÄlvkulla kommun\n",
            "Granskning av nämndens arbete med orosanmälningar",
            "a consultant's motto and who ordered it are none; a large heading's lines stand apart",
        ),
        (
            "Kommunrevisionen\n\nTill:\nSocialnämnden\nKommunfullmäktige för kännedom\n\nGranskning av avtal\n\n"
            "Revisorerna har granskat avtalen.\n",
            "Granskning av avtal",
            "nor is who gets a copy",
        ),
        (
            "Tjänsteutlåtande\nAvdelningen för utveckling\n\nUppföljning av feriejobb\n\n"
            "Förslag till beslut\nDen godkänns.\n",
            "Uppföljning av feriejobb",
            "an office named by what it is for",
        ),
        (
            "Svar på nämndens fråga om ett\nuppdrag att se över\nföreningsstödet\nFörslag till beslut\n"
            "Det antecknas.\n",
            "Svar på nämndens fråga om ett uppdrag att se över föreningsstödet",
            "a word that opens a heading goes on with the title in lower case",
        ),
        (
            "Motion till kommunfullmäktige i Älvkulla 2024-01-30\n\nInför lovskola\n\n"
            "Många elever saknar behörighet.\n\n"
            "Därför yrkar jag att kommunen inför lovskola på loven.\n\nSiv Ek (S)\n",
            "Inför lovskola",
            "the call above tells only to whom",
        ),
        (
            "Motion till kommunfullmäktige i Älvkulla\n\n"
            "Många elever i kommunen saknar i dag behörighet till gymnasiet.\n\n"
            "Jag yrkar att kommunen inför lovskola på loven.\n\nSiv Ek (S)\n",
            "Motion till kommunfullmäktige i Älvkulla",
            "where nothing else is printed, the call is the title",
        ),
        (
            "Yrkande (V, MP)\nKulturnämnden 2024-11-19\n\nYrkande angående konst i skolan\n\n"
            "Förslag till beslut\nKonst köps in.\n",
            "Yrkande angående konst i skolan",
            "who asks stands above what it is about",
        ),
        (
            "Genomlysning 2026-2027 kulturnämnden\n\nDatum: 2026-02-03\nHandläggare: Siv Ek\n\n"
            "Förslag till beslut\nDen godkänns.\n",
            "Genomlysning 2026-2027 kulturnämnden",
            "a title may end with a body",
        ),
        (
            "Älvkulla kommun\nBo Dal, 0555-123 45\nTJÄNSTESKRIVELSE\nDatum 2026-01-28\n\nKulturnämnden\n\n"
            "Stängning av badet\n\nFörslag till beslut\nBadet stängs.\n",
            "Stängning av badet",
            "who wrote it, with a telephone number, is no title",
        ),
    ],
)
def test_the_title_is_what_a_registrar_would_call_the_document(text: str, title: str, reason: str) -> None:
    """Documents are cited by their title: a letterhead tells a reader nothing."""
    assert context_of(text).document.title == title, reason


@pytest.mark.parametrize(
    ("text", "municipality", "reason"),
    [
        (
            "Motion till kommunfullmäktige i Eksjö\n\nJag yrkar att kommunen köper fler bänkar.\n",
            "Eksjö",
            "whose fullmäktige",
        ),
        ("Revisorerna i Upplands Väsby\n\nRevisionsberättelse\n", "Upplands Väsby", "whose auditors, over two words"),
        ("Tjänsteskrivelse\nHandläggare Siv Ek\nsiv.ek@eksjo.se\n\nNy taxa\n", "Eksjö", "its own mail address"),
        ("Tjänsteskrivelse\n\nNy taxa\n\nLäs mer på www.eksjo.se och www.orsa.se\n", None, "addresses of two"),
        ("Tjänsteskrivelse\n\nNy taxa\n\nLäs mer på www.tillvaxtverket.se\n", None, "an authority is no municipality"),
        ("Protokoll\nKulturnämnden\n\nPlats:   Rådhuset, lilla salen, Eksjö\n", "Eksjö", "the house where it met"),
        ("Protokoll\nKulturnämnden\n\nPlats:   Kommunhuset i Upplands Väsby\n", "Upplands Väsby", "the house in it"),
        (
            "Tjänsteskrivelse\n\nNy taxa\n\nBadet i Älvkulla är dyrt. Det ägs av Älvkullas kommun, men inom "
            "Älvkullas kommun finns fler.\n",
            "Älvkulla",
            "a genitive of a name that is not among the known",
        ),
        ("Älvkullas kommun\nTjänsteskrivelse\n\nNy taxa för badet i Älvkulla\n", "Älvkulla", "also in the letterhead"),
        ("Protokoll\nKulturnämnden\n\nPlats:   Kommunhuset, Boken\n", None, "a room is no municipality"),
        ("ÄLVKULLA KOMMUN   PROTOKOLL\nKulturnämnden\n2026-02-05\n", "Älvkulla", "a letterhead in capitals"),
        ("VARJE KOMMUN\nProtokoll\nKulturnämnden\n2026-02-05\n", None, "a word in capitals is no name"),
        (
            "Granskning av inköp\n\nRevisionsrapport\n\nKPMG har granskat inköpen.\n\nSundsvall den 3 mars 2024\n",
            None,
            "a firm of auditors signs where it sits",
        ),
    ],
)
def test_the_municipality_is_named_by_the_document(text: str, municipality: str | None, reason: str) -> None:
    """A place beside the body, or an address of the municipality's own, names it as much as a letterhead."""
    assert context_of(text).document.municipality == municipality, reason


def test_a_title_may_be_one_word() -> None:
    """Plans are named so; a word that is a form, a label or an office is none."""
    text = (
        "Datum:   2024-03-12\nHandläggare:   Eva Lindh\n\nKompetensförsörjningsplan\n\n"
        "Förslag till beslut\nPlanen antas.\n"
    )
    assert context_of(text).document.title == "Kompetensförsörjningsplan"
    assert (
        context_of(text.replace("Kompetensförsörjningsplan", "Kulturförvaltningen")).document.title
        != "Kulturförvaltningen"
    )


def test_a_report_behind_a_missiv_has_its_own_title() -> None:
    """The auditors' letter comes first; the report names itself on the next page, or in its header alone."""
    missiv = "Stadsrevisionen\n\nMissiv till ansvariga nämnder\n\nVi har avslutat granskningen av inköp i kommunen.\n"
    assert (
        context_of(missiv, "Inköp i Älvkulla\n\nSammanfattande bedömning\nDen är god.\n").document.title
        == "Inköp i Älvkulla"
    )
    header = ("Stadsrevisionen, Granskning av inköp   2 (6)",)
    found = context_of(missiv, "Sammanfattande bedömning\nDen är god.\n", furniture=header).document
    assert (found.title, "title" in found.sources) == ("Granskning av inköp", False)


def test_a_report_that_prints_no_title_is_called_by_what_it_says_was_audited() -> None:
    """A reader knows a report by its subject; a file's name or a bare day tells nothing."""
    found = context_of(
        "SAMMANFATTNING\n\nPå uppdrag av de förtroendevalda revisorerna har revisionskontoret genomfört en\n"
        "granskning avseende hemtjänstens beman-\nning. Vår bedömning är att den är god.\n\n"
        "Vi rekommenderar nämnden att:\n\n- Fortsätta så.\n"
    ).document
    assert found.title == "Granskning avseende hemtjänstens bemanning"
    assert found.sources["title"].quote == "granskning avseende hemtjänstens beman-\nning"


def test_a_day_beside_what_the_document_is_dates_it() -> None:
    """ "Protokollsutdrag från Socialnämnden 2026-05-20" says of which day it is."""
    found = context_of(
        "Protokollsutdrag från Socialnämnden 2026-05-20\n\n§ 12\n\nTaxa\n\nBeslut\nTaxan antas.\n"
    ).document
    assert (found.kind, found.date) == ("protokollsutdrag", "2026-05-20")


def test_body_and_day_on_one_line_are_no_part_of_the_title() -> None:
    """An initiative often prints "Nämnden 2024-02-01" below its title."""
    text = "Nämndinitiativ om mer konst i skolan\nKulturnämnden 2024-02-01\n\nKonst gör gott, skriver många.\n"
    found = context_of(text).document
    assert (found.title, found.date) == ("Nämndinitiativ om mer konst i skolan", "2024-02-01")


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Ekstranda stad\nKommunstyrelsen", "Ekstranda"),
        ("Ekholms kommun\nKommunstyrelsen", "Ekholm"),
        ("Sandfors kommun\nKommunstyrelsen", "Sandfors"),
        ("Hållbar stad\nKommunstyrelsen", None),
    ],
)
def test_a_letterhead_names_the_municipality_without_its_genitive(head: str, name: str | None) -> None:
    """A city's name and nothing else counts as "kommun" does; an s is kept where names of places end so."""
    minutes = "Sammanträdesprotokoll\n2025-03-04\n\nPlats och tid   Rådhuset kl. 13\n\n§ 1 Val\n\nBeslut\nA väljs.\n"
    text = f"{head}\n{minutes}"
    assert context_of(text).document.municipality == name


def test_a_roster_is_no_title() -> None:
    """Minutes whose first rows are persons with party and office in brackets print no title: it is made for them."""
    text = (
        "Kommunfullmäktige\nProtokoll\n2024-03-21\nÄlvkulla kommun\n\nPlats och tid Salen\n\n"
        "Beslutande Rut Sandgren (S) (ordförande)\n Bo Hellman (KD) (vice ordförande)\n"
        " Alma Björk (V) ersätter Sten Rosén (M)\n\n§ 1\nInformation\n\nBeslut\nInformationen antecknas.\n"
    )
    title = context_of(text).document.title
    assert "Kommunfullmäktige" in title
    assert not any(name in title for name in ("Sandgren", "Hellman", "Björk"))

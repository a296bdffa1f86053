"""What one sentence says of a recommendation's life. A wrong status costs more than none; each row says why."""

from __future__ import annotations

import pytest

from knowledge.linking.stated import grade, stated

DAY = "2020-03-17"

IMPLEMENTATION = [
    # done
    ("Rekommendationen är genomförd.", "genomförd", "the plain form"),
    ("Rekommendationen är nu åtgärdad.", "genomförd", "with an adverb"),
    ("Rekommendation 1 är därmed genomförd i sin helhet.", "genomförd", "by its number"),
    ("Rekommendationen om skriftlig planering är åtgärdad sedan den 1 februari.", "genomförd", "with what it is about"),
    ("Rekommendationen att upprätta en rutin är genomförd.", "genomförd", "with what is recommended"),
    ("Rekommendationen har genomförts under våren.", "genomförd", "perfect"),
    ("Nämnden anser att rekommendationen är uppfylld.", "genomförd", "an opinion of who answers"),
    ("Förvaltningen bedömer att bristen är åtgärdad.", "genomförd", "the fault instead of the recommendation"),
    ("Rekommendationen anses därmed vara verkställd.", "genomförd", "to be held as done"),
    ("Nämnden har åtgärdat bristen.", "genomförd", "the active form"),
    ("Vi bedömer att nämnden har omhändertagit rekommendationen.", "genomförd", "as a follow-up says it"),
    ("Arbetet är slutfört.", "genomförd", "the work that it asked for"),
    ("Åtgärden är klar.", "genomförd", "a measure"),
    ("Detta är genomfört sedan januari.", "genomförd", "pointing back"),
    ("När det gäller den första rekommendationen är den genomförd.", "genomförd", "verb before subject"),
    ("Rekommenda-\ntionen är genom-\nförd.", "genomförd", "broken at the ends of lines"),
    ("Rekommendationen är genomförd när detta skrivs.", "genomförd", "no condition: the day of writing"),
    ("Rekommendationen om hot och våld är genomförd.", "genomförd", "'om' is no condition here"),
    # in part
    ("Rekommendationen är delvis genomförd.", "delvis genomförd", "in part"),
    ("Rekommendationen är i huvudsak åtgärdad.", "delvis genomförd", "mainly is not wholly"),
    ("Rekommendationen är till viss del genomförd.", "delvis genomförd", "to some extent"),
    ("Rekommendationen bedöms i allt väsentligt ha beaktats.", None, "ha + supine with 'bedöms' is not read"),
    ("Rekommendationen är inte helt genomförd.", "delvis genomförd", "not wholly is in part"),
    ("Rekommendationen är genomförd i huvudsak.", "delvis genomförd", "the part stands last"),
    ("Rekommendationen är genomförd, men rutinen behöver göras känd.", "delvis genomförd", "what 'men' takes back"),
    ("Rekommendationen är genomförd med undantag för hemtjänsten.", "delvis genomförd", "an exception"),
    ("Rekommendationen kvarstår delvis.", "delvis genomförd", "some of it remains"),
    ("Två av åtgärderna är genomförda.", "delvis genomförd", "some of the measures"),
    # begun
    ("Arbetet är påbörjat.", "påbörjad", "begun"),
    ("Arbete pågår.", "påbörjad", "under way"),
    ("Ett arbete med att se över rutinerna pågår.", "påbörjad", "what is under way is named"),
    ("En översyn pågår för närvarande.", "påbörjad", "an inquiry is under way"),
    ("Det pågår ett arbete med att ta fram en rutin.", "påbörjad", "verb first"),
    ("Förvaltningen har påbörjat ett arbete med att kartlägga behoven.", "påbörjad", "active"),
    ("Arbetet med det pedagogiska ledarskapet är pågående.", "påbörjad", "adjective"),
    ("Kartläggningen har inletts.", "påbörjad", "the inquiry has begun"),
    ("Rekommendationen är påbörjad.", "påbörjad", "the recommendation itself"),
    ("Revideringen är påbörjad men inte färdig.", "påbörjad", "'men' takes nothing back of what is begun"),
    # not done
    ("Rekommendationen är inte genomförd.", "ej genomförd", "plain negation"),
    ("Rekommendationen är ännu inte genomförd.", "ej genomförd", "not yet is not"),
    ("Rekommendationen har inte genomförts.", "ej genomförd", "perfect"),
    ("Arbetet har ännu inte påbörjats.", "ej genomförd", "not even begun"),
    ("Rekommendationen kvarstår.", "ej genomförd", "as a follow-up says it"),
    # replaced, no longer of interest
    ("Rekommendationen har ersatts av en ny.", "ersatt", "replaced"),
    ("Rekommendationen är inte längre aktuell.", "inaktuell", "no longer of interest"),
    ("Rekommendationen har blivit inaktuell.", "inaktuell", "the same"),
    ("Rekommendationen är inte längre aktuell eftersom verksamheten har lagts ned.", "inaktuell", "with a reason"),
    # nothing
    ("Rekommendationen kommer att genomföras.", None, "a plan"),
    ("Rekommendationen bör vara genomförd till hösten.", None, "a wish"),
    ("Rekommendationen ska vara genomförd senast den 30 juni 2020.", None, "a promise"),
    ("Rekommendationen genomförs under 2021.", None, "present for the future"),
    ("Rekommendationen planeras att genomföras.", None, "planned"),
    ("Rekommendationen beräknas vara genomförd i juni.", None, "expected"),
    ("Arbetet kommer att påbörjas under hösten.", None, "a plan to begin"),
    ("Är rekommendationen genomförd?", None, "a question"),
    ("När rekommendationen är genomförd kommer den att följas upp.", None, "a condition first"),
    ("Rekommendationen är genomförd när rutinen har antagits.", None, "a condition last"),
    ("Om rekommendationen är genomförd kan uppföljningen avslutas.", None, "a condition"),
    ("Nämnden kan inte bedöma om rekommendationen är genomförd.", None, "uncertain"),
    ("Förvaltningen anser inte att rekommendationen är genomförd.", None, "the negation stands in the main clause"),
    ("Målet är att rekommendationen är genomförd till sommaren.", None, "an aim"),
    ("Förvaltningen räknar med att arbetet är slutfört i maj.", None, "a reckoning"),
    ("Arbetet är slutfört 2021.", None, "a year that has not come"),
    ("Två av rekommendationerna är genomförda.", None, "several at once"),
    ("Samtliga rekommendationer är genomförda.", None, "all at once are none in particular"),
    ("Flera rekommendationer har åtgärdats helt eller i huvudsak.", None, "several"),
    ("Revisorerna bedömde att rekommendationen inte var genomförd.", None, "what the auditors found"),
    ("Enligt revisorerna är rekommendationen inte genomförd.", None, "told again"),
    ("I rapporten konstateras att ”rekommendationen är inte genomförd”.", None, "quoted"),
    ("En kartläggning har genomförts.", None, "a step on the way"),
    ("Åtgärder har vidtagits.", None, "says nothing of how far"),
    ("Utbildning för alla handledare är genomförd i mars.", None, "another thing is done"),
    ("Granskningen är genomförd av KPMG.", None, "the audit is done, not what it asks for"),
    ("Rekommendation 4 är genomförd.", None, "another recommendation"),
    ("Verksamheten pågår dygnet runt.", None, "the service, not the work"),
    ("Rekommendationen är viktig och bör genomföras.", None, "praise"),
    ("Nämnden tackar för rapporten.", None, "nothing"),
    ("Förvaltningen säkerställer att arbetet är klart i tid.", None, "what is seen to"),
    ("Genomförd uppföljning visar att rutinen följs.", None, "an attribute"),
]

IMPLEMENTATION += [
    ("Rekommendationen kan därmed anses vara genomförd.", "genomförd", "may be held as done"),
    ("Nämnden bedömer rekommendationen som genomförd.", "genomförd", "object and predicative"),
    ("Samtliga åtgärder är genomförda.", "genomförd", "all measures"),
    ("Flera åtgärder är genomförda.", None, "several of how many?"),
    ("Åtgärden är genomförd i de flesta verksamheter.", "delvis genomförd", "not everywhere"),
    ("Få av åtgärderna är genomförda.", "delvis genomförd", "few of them"),
    ("Rekommendationen är genomförd till 80 procent.", "delvis genomförd", "a share"),
    ("Arbetet är avslutat men resultatet har inte följts upp.", "delvis genomförd", "taken back"),
    ("Arbetet är i full gång.", "påbörjad", "in full swing"),
    ("Arbetet påbörjades hösten 2019.", "påbörjad", "begun, and not said to have ended"),
    ("Arbetet har påbörjats och kommer att slutföras under 2020.", "påbörjad", "a plan for the end"),
    ("Inget arbete har påbörjats.", "ej genomförd", "no work"),
    ("Arbetet är varken påbörjat eller planerat.", None, "neither"),
    ("Åtgärderna är knappast genomförda.", None, "hardly"),
    ("Bristen kvarstår inte.", None, "no longer remains"),
    ("Rekommendationen är inte inaktuell.", None, "a double negation"),
    ("Rekommendationen kommer att ersättas av en ny.", None, "will be"),
    ("Det är klart att rutinen behövs.", None, "klart: obvious"),
    ("Det är inte klart när rutinen är på plats.", None, "klart: known"),
    ("Åtgärden är klar för beslut.", None, "ready to be decided on"),
    ("Uppdraget är infört i verksamhetsplanen.", None, "written down, not done"),
    ("Arbetet är långt ifrån klart.", None, "far from"),
    ("Hade rekommendationen varit genomförd hade avvikelsen upptäckts.", None, "contrary to fact"),
    ("För att rekommendationen ska anses genomförd krävs en rutin.", None, "what it takes"),
    ("Det återstår arbete innan rekommendationen är genomförd.", None, "before it is"),
    ("Nämnden tvivlar på att rekommendationen är genomförd.", None, "doubt"),
    ("Nämnden saknar underlag för att visa att rekommendationen är genomförd.", None, "cannot show it"),
    ("Socialstyrelsen anser att bristen är åtgärdad.", None, "somebody else's opinion"),
    ("Revisorerna har tidigare ansett att bristen är åtgärdad.", None, "the auditors' opinion"),
]


@pytest.mark.parametrize(("sentence", "expected", "why"), IMPLEMENTATION)
def test_implementation(sentence: str, expected: str | None, why: str) -> None:
    """What is done, begun, left or dropped."""
    found = {one.axis: one.value for one in stated(sentence, 1, DAY)}
    assert found.get("implementation") == expected, why


ACCEPTANCE = [
    ("Förvaltningen delar revisorernas bedömning.", "godtas", "plain"),
    ("Nämnden instämmer.", "godtas", "without an object"),
    ("Nämnden instämmer i revisorernas bedömning.", "godtas", "with one"),
    ("Socialnämnden instämmer i rekommendationen.", "godtas", "a named board"),
    ("Därför delar nämnden revisorernas uppfattning.", "godtas", "verb first"),
    ("Kommunstyrelsen ställer sig bakom rekommendationen.", "godtas", "to stand behind"),
    ("Rekommendationen godtas.", "godtas", "passive"),
    ("Vi delar granskningens slutsats.", "godtas", "we"),
    ("Nämnden delar revisorernas bedömning att rutinerna inte är tillräckliga.", "godtas", "the negation is theirs"),
    ("Nämnden håller med revisorerna.", "godtas", "with whom"),
    ("Nämnden instämmer delvis.", "godtas delvis", "in part"),
    ("Förvaltningen delar i huvudsak revisorernas bild.", "godtas delvis", "mainly"),
    ("Förvaltningen delar inte helt revisorernas bedömning.", "godtas delvis", "not wholly"),
    ("Nämnden delar bedömningen men ser inget behov av en ny rutin.", "godtas delvis", "takes something back"),
    ("Förvaltningen delar inte revisorernas bedömning i denna del.", "avvisas", "plain"),
    ("Nämnden instämmer inte i rekommendationen.", "avvisas", "plain"),
    ("Nämnden avvisar rekommendationen.", "avvisas", "to reject"),
    ("Rekommendationen avvisas.", "avvisas", "passive"),
    ("Revisorerna instämmer inte i nämndens svar.", None, "the auditors do not answer themselves"),
    ("Om nämnden delar revisorernas bedömning ska en plan tas fram.", None, "a condition"),
    ("Delar nämnden revisorernas bedömning?", None, "a question"),
    ("Nämnden instämmer i rekommendationerna.", None, "several at once"),
    ("Nämnden delar ansvaret med kommunstyrelsen.", None, "something else is shared"),
    ("Förvaltningen delar ut en broschyr.", None, "to hand out"),
    ("Nämnden har tagit del av granskningen.", None, "has read it"),
]

ACCEPTANCE += [
    ("Förvaltningen håller med revisorerna om att rutinen behöver utvecklas.", "godtas", "with whom and in what"),
    ("Förvaltningen har samma uppfattning som revisorerna.", "godtas", "the same view"),
    ("Nämnden instämmer i att rutinerna kan förbättras.", "godtas", "in what"),
    ("Nämnden kommer att följa rekommendationen.", "godtas", "will follow it"),
    ("Nämnden avser inte att följa rekommendationen.", "avvisas", "will not"),
    ("Nämnden anser inte att rekommendationen är motiverad.", "avvisas", "finds no reason"),
    ("Nämnden har en annan uppfattning än revisorerna.", "avvisas", "another view"),
    ("Vi håller inte med om revisorernas slutsats.", "avvisas", "does not agree"),
    ("Nämnden noterar rekommendationen.", None, "has read it"),
]


@pytest.mark.parametrize(("sentence", "expected", "why"), ACCEPTANCE)
def test_acceptance(sentence: str, expected: str | None, why: str) -> None:
    """Whether who answers agrees, with whom it is and of how much."""
    found = {one.axis: one.value for one in stated(sentence, 1, DAY)}
    assert found.get("acceptance") == expected, why


DUE = [
    ("Ett förslag ska vara klart senast den 30 juni 2020.", "2020-06-30", "a printed day"),
    ("Rutinen ska vara klar senast den 30 juni.", "2020-06-30", "the year follows from the document's"),
    ("Arbetet beräknas vara slutfört till sista september 2020.", "2020-09-30", "the end of a month"),
    ("Åtgärden genomförs under 2021.", "2021-12-31", "the end of a year"),
    ("Planen ska vara klar senast fjärde kvartalet 2020.", "2020-12-31", "the end of a quarter"),
    ("Rutinen skulle ha varit klar senast den 1 mars 2020.", None, "a promise that was broken"),
    ("Rutinen ska vara klar senast den 1 januari 2020.", None, "a day that has passed"),
    ("Arbetet ska påbörjas senast den 1 maj 2020.", None, "when it begins, not when it is done"),
    ("Nämndens svar ska lämnas senast den 31 mars 2020.", None, "when to answer"),
    ("Policyn är senast reviderad den 18 juni 2020.", None, "senast means latest"),
    ("Rutinen fastställdes den 20 januari 2020.", None, "what has been"),
    ("Revisorerna anser att arbetet ska vara klart senast den 1 maj 2020.", None, "the auditors' wish"),
]


@pytest.mark.parametrize(("sentence", "expected", "why"), DUE)
def test_due(sentence: str, expected: str | None, why: str) -> None:
    """By when something is promised."""
    assert {one.axis: one.value for one in stated(sentence, 1, DAY)}.get("due") == expected, why


OWNER = [
    ("Avdelningschefen ansvarar för arbetet.", "Avdelningschefen", "plain"),
    ("Enhetschefen ansvarar.", "Enhetschefen", "without what for"),
    ("Ansvarig är enhetschefen för Jobbcentrum.", "enhetschefen för Jobbcentrum", "verb first"),
    ("Kvalitetsstrategen är ansvarig för åtgärden.", "Kvalitetsstrategen", "an official"),
    ("Ansvaret ligger hos ekonomiavdelningen.", "ekonomiavdelningen", "where it lies"),
    ("Rektor ansvarar för att eleverna har en plan.", None, "a standing duty, not this measure"),
    ("Nämnden ansvarar för socialtjänsten i kommunen.", None, "its field"),
    ("Revisorerna anser att förvaltningschefen ansvarar för arbetet.", None, "the auditors' view"),
]


@pytest.mark.parametrize(("sentence", "expected", "why"), OWNER)
def test_owner(sentence: str, expected: str | None, why: str) -> None:
    """Who answers for it, as written."""
    assert {one.axis: one.value for one in stated(sentence, 1, DAY)}.get("owner") == expected, why


GRADES = [
    ("Genomförd", "genomförd"), ("Åtgärdad.", "genomförd"), ("Ja", "genomförd"), ("Klart", "genomförd"),
    ("I huvudsak", "delvis genomförd"), ("Delvis", "delvis genomförd"), ("Pågående", "påbörjad"),
    ("Kvarstår", "ej genomförd"), ("Ej åtgärdad", "ej genomförd"), ("Ej aktuell", "inaktuell"),
    ("Klart 2020", None), ("Se bilaga", None), ("Klar i juni", None), ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), GRADES)
def test_a_grade_is_the_whole_of_its_cell(text: str, expected: str | None) -> None:
    """A cell that says more than a grade is a sentence or nothing."""
    assert grade(text) == expected

"""What later documents say of a recommendation's life: suggestions, which a person confirms or rejects.

A suggestion is a link of kind `suggests` whose value is `axis=value`:

| axis | value |
|---|---|
| acceptance | godtas, godtas delvis, avvisas |
| implementation | påbörjad, delvis genomförd, genomförd, ej genomförd, ersatt, inaktuell |
| due | the ISO day that is promised |
| owner | who answers for it, as written |

Its quote is a whole sentence, a line with its label or a table's row. Who said it is the link's document; where a body
has made a förvaltning's words its own, `source` is the decision that did. Of one document there is at most one value an
axis; the same words in several papers of a collection are one suggestion, the oldest paper's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from knowledge.facts import Recommendation, squeeze
from knowledge.linking import stated
from knowledge.linking.adopted import Adopted
from knowledge.linking.answers import Reply
from knowledge.linking.closed import closed
from knowledge.linking.followed import followed
from knowledge.linking.paragraphs import Slice
from knowledge.linking.stated import Stated
from knowledge.linking.suggestion import Suggestion
from knowledge.store.api import Link
from knowledge.store.links import LinkRow
from knowledge.store.sqlite import SqliteStore

KIND = "suggests"
_RISING = (stated.NOT_DONE, stated.BEGUN, stated.PARTLY, stated.DONE)
_INDIRECT = 0.85
"""How sure a status is of which only the work speaks, beside one that the recommendation itself is said to have."""
_ADOPTED = 0.03
_LONGEST_OWNER = 80


def axis(link: Link) -> tuple[str, str]:
    """(axis, value) of a suggestion: ("implementation", "genomförd")."""
    name, _, value = link.value.partition("=")
    return name, value


def key(link: Link) -> str:
    """What a suggestion is known by after a rebuild or a new version of either file: hexadecimal digits.

    Made of words alone: the target's file, what it says and to whom; the document's file, the value and the quote.
    """
    target, document = link.target, link.document
    fact = target.fact
    said = [str(getattr(fact, name, None) or "") for name in (fact.core or "", "addressee")]
    parts = (
        target.document.collection, target.document.file, type(fact).__name__, *map(squeeze, said),
        document.collection, document.file, link.value, squeeze(link.quote),
    )  # fmt: skip
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def suggested(store: SqliteStore, replies: Iterable[Reply], ties: Sequence[LinkRow]) -> Iterator[LinkRow]:
    """Every suggestion, over all collections: who may see one is decided where it is read.

    replies: of knowledge/linking/answers.py; ties: those of decisions to what was proposed (outcomes.py).
    """
    adopted = Adopted(store)
    found = [adopted.of(one) for reply in replies for one in _of_reply(reply)]
    found += [*followed(store), *closed(store, ties)]
    for one in _once(found):
        row = (one.quote.page.number, one.quote.start, one.quote.end)
        sure = round(min(one.confidence + (_ADOPTED if one.adopted else 0), 0.99), 2)
        source = one.adopted or one.source
        yield LinkRow(KIND, one.target.id, one.document.id, *row, source, one.rule, sure, f"{one.axis}={one.value}")


def _of_reply(reply: Reply) -> Iterator[Suggestion]:
    """The suggestions of one document on one recommendation."""
    said = [*_labelled(reply), *_spoken(reply)]
    for name, choose in _CHOICES.items():
        chosen = choose([pair for pair in said if pair[0].axis == name])
        if chosen is not None:
            what, quote, rule = chosen
            sure = reply.confidence * (1 if what.own or rule == "suggested.label" else _INDIRECT)
            yield Suggestion(reply.recommendation, reply.document, quote, name, what.value, rule, sure)


Said = tuple[Stated, Slice, str]


def _spoken(reply: Reply) -> Iterator[Said]:
    fact = reply.recommendation.fact
    number = fact.number if isinstance(fact, Recommendation) else None
    for sentence in reply.sentences:
        for what in stated.stated(sentence.text, number, reply.document.date):
            yield what, sentence, "suggested.sentence"


def _labelled(reply: Reply) -> Iterator[Said]:
    """What lines with labels and a table's cells say; a cell that answers in words is read sentence by sentence."""
    for name, text, quote in reply.labels:
        for what in _of_label(name, text, reply):
            yield what, quote, "suggested.label"


def _of_label(name: str, text: str, reply: Reply) -> Iterator[Stated]:
    graded = stated.grade(text) if name in ("status", "answer") else None
    if graded is not None:
        yield Stated(stated.IMPLEMENTATION, graded, own=True)
    elif name == "due" and (day := stated.due_of(text, reply.document.date)):
        yield Stated(stated.DUE, day)
    elif name == "owner" and len(text) <= _LONGEST_OWNER and any(map(str.isalpha, text)):
        yield Stated(stated.OWNER, text.strip(" ."))
    elif name in ("status", "answer") and reply.rule == "answers.row":
        for sentence in stated.sentences(text):
            yield from stated.stated(sentence, None, reply.document.date)


def _least(said: Sequence[Said]) -> Said | None:
    """Of what is said of the recommendation itself, else of the work, the least that is claimed; none where a status
    that ends it stands beside another."""
    said = [one for one in said if one[0].own] or said
    values = {one[0].value for one in said}
    if stated.BEGUN in values:
        values.discard(stated.NOT_DONE)
    if len(values) > 1 and not values <= set(_RISING):
        return None
    least = min(values, key=lambda value: _RISING.index(value) if value in _RISING else 0, default=None)
    return next((one for one in said if one[0].value == least), None)


def _agreeing(said: Sequence[Said]) -> Said | None:
    """The first, where all say the same; "delvis" where it stands beside "godtas"."""
    values = {one[0].value for one in said}
    if values == {"godtas", "godtas delvis"}:
        return next(one for one in said if one[0].value == "godtas delvis")
    return said[0] if len(values) == 1 else None


_CHOICES = {stated.ACCEPTANCE: _agreeing, stated.IMPLEMENTATION: _least, stated.DUE: _agreeing, stated.OWNER: _agreeing}


def _once(found: Iterable[Suggestion]) -> Iterator[Suggestion]:
    seen: set[tuple[int, str, str, str, str]] = set()
    for one in sorted(found, key=lambda one: (one.document.date or "9999", one.document.id, one.quote.start)):
        said = (one.target.id, one.document.collection, one.axis, one.value, squeeze(one.quote.text))
        if said not in seen:
            seen.add(said)
            yield one

"""An answer as the outbox keeps it: JSON, and whole, with its buttons and their ticket."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from bot.answers.answer import Answer
from bot.links import read
from bot.messages import of_outbox
from bot.settings import Settings
from knowledge.store.api import Readable
from knowledge.store.reader import Reader
from knowledge.store.snapshots import without

Visible = Callable[[dict[str, Any]], bool]
"""Whether a citation (as its JSON object) may be shown where the message goes."""


def packed(answer: Answer) -> str:
    """The answer as JSON."""
    whole = answer.model_dump(mode="json", exclude={"text"}) | {
        "buttons": [one.model_dump(mode="json") for one in answer.buttons],
        "ticket": answer.ticket,
        "rest": answer.rest,
    }
    return json.dumps(whole, ensure_ascii=False)


def unpacked(snapshot: str, visible: Visible) -> Answer | None:
    """The answer less what may not be shown now; None where nothing of it may, or an older version wrote it."""
    left = without(snapshot, lambda citation: not visible(citation))
    try:
        return None if left is None else Answer.model_validate_json(left)
    except ValidationError:
        return None


def gate(store: Readable, settings: Settings, reader: Reader) -> Visible:
    """What this reader may see at the moment of posting: a document that has been closed or removed since is not told
    of."""

    def visible(citation: dict[str, Any]) -> bool:
        place = read(settings, citation["url"])
        if place is not None:
            return store.document(reader, place.document) is not None
        return bool(store.find_document(reader, citation["document"]))

    return visible


def doubtful(answer: Answer) -> Answer:
    """The same, saying that it may have been sent twice."""
    return answer.model_copy(update={"lead": of_outbox.maybe_twice(answer.lead)})


def correcting(answer: Answer) -> Answer:
    """The same, as a message that corrects an earlier one."""
    return answer.model_copy(update={"lead": of_outbox.correction(answer.lead)})

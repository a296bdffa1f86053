"""Other true figures for the same matter: shown beside the first, with their documents, and not chosen between."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers import needs
from bot.answers.passages.candidates import Candidate
from bot.answers.passages.wanted import Wanted

_MOST = 2
"""Other figures that are shown."""


def others(best: Candidate, found: Sequence[Candidate], wanted: Wanted) -> list[Candidate]:
    """Candidates of other documents that meet as many words in one sentence, with none of the figures told already."""
    question = wanted.question
    if not (question.count or question.share) or best.spread or best.met < len(wanted.roots):
        return []
    told = needs.values(best.text)
    chosen: list[Candidate] = []
    for one in sorted(found, key=lambda candidate: -candidate.score):
        figures = needs.values(one.text)
        alike = one.met >= best.met and one.spread == 0 and one.close >= best.close
        if alike and one.passage.document.id != best.passage.document.id and figures and not figures & told:
            chosen.append(one)
            told |= figures
    return chosen[:_MOST]

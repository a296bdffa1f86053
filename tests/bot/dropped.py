"""Files that are dropped into a chat in tests: minutes of Älvkulla, and a clerk to whom somebody drops them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.answers.answer import Answer
from bot.incoming import Asker, Incoming
from bot.kanslist import Kanslist
from bot.settings import Settings

MINUTES = """Älvkulla kommun
Kulturnämnden
Protokoll
Sammanträdesdatum 2025-03-14

Plats och tid: Biblioteket, kl. 13.00-15.10
Beslutande: Vera Lind (S), ordförande
Sekreterare: Nils Ask

§ 7 KUN 2025-0031
Avgift för lokaler

Beslut
Kulturnämnden beslutar att {decision}.

§ 8 KUN 2025-0032
Öppettider på biblioteket

Beslut
Kulturnämnden beslutar att biblioteket håller öppet till klockan 19 på torsdagar.
"""

REGISTRAR = Asker("terminal", "registrator")


def minutes(decision: str = "avgiften för lokaler sänks till 40 kronor") -> bytes:
    """Minutes of two decisions."""
    return MINUTES.format(decision=decision).encode()


def clerk(folder: Path, **changes: object) -> Kanslist:
    """A clerk over an empty record."""
    standard: dict[str, object] = {
        "data": folder,
        "database": f"sqlite:///{folder / 'k.db'}",
        "registrars": frozenset({"terminal:registrator"}),
        "public_url": "https://kanslist.example",
    }
    return Kanslist.open(Settings(_env_file=None, **(standard | changes)))  # type: ignore[arg-type,call-arg]


def by(asker: Asker = REGISTRAR, **changes: object) -> Incoming:
    """Somebody in their own chat."""
    standard: dict[str, object] = {"text": "", "asker": asker, "conversation": "c", "private": True}
    return Incoming(**(standard | changes))  # type: ignore[arg-type]


def bytes_of(data: bytes, part: int = 1000) -> Callable[[Callable[[bytes], None]], object]:
    """A fetch that hands these bytes over in parts."""

    async def fetch(take: Callable[[bytes], None]) -> None:
        for start in range(0, len(data), part):
            take(data[start : start + part])

    return fetch


async def drop(kanslist: Kanslist, data: bytes, name: str = "protokoll.txt", asker: Asker = REGISTRAR) -> Answer:
    """Drop a file; the look."""
    return await kanslist.intake.receive(name, bytes_of(data), by(asker))  # type: ignore[arg-type]


def files_in(folder: Path) -> list[Path]:
    """What lies in the folder of files that wait."""
    return sorted(path for path in (folder / "intake").rglob("*") if path.is_file())

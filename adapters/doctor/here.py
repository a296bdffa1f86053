"""Checks that ask nobody outside this machine: settings, folder, store, search, what reading needs."""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from adapters.doctor import installed, written
from adapters.doctor.finding import Finding, fault, ok, warning
from adapters.server import refuse_what_is_half_set
from bot.messages import of_doctor
from bot.settings import Settings
from knowledge.errors import KanslistError
from knowledge.search.passages import Search
from knowledge.store.reader import OPERATOR
from knowledge.store.sqlite import SqliteStore, file_of

ROOM = 500 * 1024 * 1024
"""Bytes that should be free where the store lies: a backup and a rebuilt projection need as much."""

_REGISTRARS = {
    "slack": re.compile(r"[TE][A-Z0-9]+/[UW][A-Z0-9]+"),
    "teams": re.compile(r"[0-9a-fA-F-]{36}/[0-9a-fA-F-]{36}"),
    "terminal": re.compile(r"\S+"),
}
_SECRET = re.compile(r"[0-9a-f]{32}")
_APP_TOKEN = re.compile(r"xapp-\S+")
_BOT_TOKEN = re.compile(r"xoxb-\S+|xoxe\.xoxb-\S+")


def checks(settings: Settings) -> Iterator[Finding]:
    """All of them, in the order in which an operator mends."""
    yield from written.names()
    yield from _platforms(settings)
    yield from written.address(settings)
    yield from written.channels(settings)
    yield from _people(settings)
    yield from _folder(settings)
    yield from _store(settings)
    yield from _reading(settings)


def _platforms(settings: Settings) -> Iterator[Finding]:
    try:
        opened = refuse_what_is_half_set(settings, insecure_local=False)
    except KanslistError as error:
        yield fault(str(error))
        return
    for name, is_open in opened.items():
        yield ok(of_doctor.opened(name)) if is_open else warning(of_doctor.not_opened(name))
    yield from _slack(settings)
    yield from written.teams(settings)


def _slack(settings: Settings) -> Iterator[Finding]:
    secret, token, app = settings.slack_signing_secret, settings.slack_bot_token, settings.slack_app_token
    if secret and not _SECRET.fullmatch(secret.get_secret_value().strip()):
        yield warning(of_doctor.odd_signing_secret())
    if token and not _BOT_TOKEN.fullmatch(token.get_secret_value().strip()):
        yield fault(of_doctor.no_bot_token())
    if app and not _APP_TOKEN.fullmatch(app.get_secret_value().strip()):
        yield fault(of_doctor.no_app_token())
    try:
        yield from installed.checks(settings)
    except KanslistError as error:
        yield fault(str(error))


def _people(settings: Settings) -> Iterator[Finding]:
    for name in sorted(settings.registrars):
        platform, _, identity = name.partition(":")
        form = _REGISTRARS.get(platform)
        if form is None or not form.fullmatch(identity):
            yield fault(of_doctor.registrar_unreadable(name))
    yield ok(of_doctor.registrars(len(settings.registrars)))
    if not settings.contact and not settings.contacts:
        yield warning(of_doctor.no_contact())


def _folder(settings: Settings) -> Iterator[Finding]:
    folder = settings.data.absolute()
    if not folder.is_dir():
        made = folder.parent.is_dir() and _may_be_written(folder.parent)
        yield warning(of_doctor.folder_to_come(str(folder))) if made else fault(of_doctor.no_folder(str(folder)))
        return
    if not _may_be_written(folder):
        yield fault(of_doctor.folder_closed(str(folder)))
    free = shutil.disk_usage(folder).free
    yield ok(of_doctor.room(free)) if free >= ROOM else warning(of_doctor.little_room(free))


def _may_be_written(folder: Path) -> bool:
    """Whether a file can be laid into it, which rights alone do not say: of /proc, of a disk that is read-only."""
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".kanslist-doctor-"):
            return True
    except OSError:
        return False


def _store(settings: Settings) -> Iterator[Finding]:
    try:
        file = file_of(settings.database_url)
        if not file.is_file():
            yield warning(of_doctor.nothing_ingested())
            return
        store = SqliteStore.open(settings.database_url)
    except KanslistError as error:
        yield fault(str(error))
        return
    try:
        yield from _opened(store, settings)
    except KanslistError as error:
        yield fault(str(error))
    finally:
        store.close()


def _opened(store: SqliteStore, settings: Settings) -> Iterator[Finding]:
    documents = sum(one.documents for one in store.holdings(OPERATOR))
    yield ok(of_doctor.documents(documents)) if documents else warning(of_doctor.nothing_ingested())
    yield ok(of_doctor.search_current()) if Search(store, settings.data).current() else warning(of_doctor.search_lags())
    failures = store.failures(OPERATOR)
    if failures:
        yield warning(of_doctor.failed_files(len(failures)))
    waiting = len(store.reports())
    if waiting:
        yield warning(of_doctor.reports_wait(waiting))
    yield from _outbox(store)


def _outbox(store: SqliteStore) -> Iterator[Finding]:
    counts, oldest = store.delivery_counts(), store.oldest_waiting()
    if undelivered := counts.get("failed", 0) + counts.get("suspended", 0):
        yield warning(of_doctor.outbox_undelivered(undelivered))
    hours = int(time.time() - oldest) // 3600 if oldest is not None else 0
    if hours:
        yield warning(of_doctor.outbox_waits(hours))


def _reading(settings: Settings) -> Iterator[Finding]:
    if shutil.which("tesseract") is None:
        yield warning(of_doctor.no_ocr())
    else:
        yield ok(of_doctor.ocr())
    if settings.watch is not None and not settings.watch.is_dir():
        yield fault(of_doctor.no_watched_folder(str(settings.watch)))

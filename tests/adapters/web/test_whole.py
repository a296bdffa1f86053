"""The whole house behind the page: the demo documents, the real clerk, and every link that its answers carry."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aiohttp.test_utils import TestClient, TestServer

from adapters.server import make_app
from bot.kanslist import Kanslist
from knowledge.facts import squeeze
from knowledge.ingest import ingest
from knowledge.store.reader import OPEN
from tests.adapters.web.clerk import settings

DEMO = Path(__file__).parents[3] / "deploy" / "demo"
QUESTIONS = ("/beslut AMN 2020-0276", "vilka rekommendationer är öppna?", "/mote arbetsmarknadsnämnden")


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("house")
    kanslist = Kanslist.open(settings(folder))
    ingest([DEMO], OPEN, kanslist.store, kanslist.search)
    yield kanslist, settings(folder)
    kanslist.close()


@pytest.mark.parametrize("question", QUESTIONS)
async def test_every_citation_of_an_answer_leads_to_its_marked_quote(house, question: str) -> None:
    """What an answer quotes stands, marked, on the page that its link opens: nobody has to take our word for it."""
    kanslist, values = house
    async with TestClient(TestServer(make_app(kanslist, values))) as http:
        answer = (await (await http.post("/api/fraga", json={"text": question})).json())["answer"]
        assert answer["outcome"] == "answered"
        assert answer["citations"]
        for citation in answer["citations"]:
            link = urlsplit(citation["url"])
            assert link.fragment == "citat"
            response = await http.get(f"{link.path}?{link.query}")
            marked = re.findall(r"<mark[^>]*>(.*?)</mark>", await response.text())
            assert squeeze(html.unescape("".join(marked))) == squeeze(citation["quote"])


async def test_the_page_shows_the_answers_words_and_links(house) -> None:
    """The page without JavaScript holds all that the answer holds, folded or open."""
    kanslist, values = house
    async with TestClient(TestServer(make_app(kanslist, values))) as http:
        answer = (await (await http.post("/api/fraga", json={"text": QUESTIONS[0]})).json())["answer"]
        page = html.unescape(await (await http.post("/", data={"text": QUESTIONS[0]})).text())
    for said in (answer["lead"], *(item["text"] for item in answer["items"])):
        assert said in page

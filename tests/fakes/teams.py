"""Teams on loopback: the Bot Connector, its published keys, Microsoft's token server, activities in Teams' own shape.

async with FakeTeams() as teams:
    settings = Settings(**teams.settings())
    ...                                            # a client of the server under test
    await teams.say(client, "/beslut AMN 2020-0276", where="channel")
    assert "tillstyrker" in spoken(await teams.reply())
"""

from __future__ import annotations

import asyncio
import functools
import itertools
import json
import time
from collections import deque
from collections.abc import Callable
from types import TracebackType
from typing import Any, Literal, Protocol, Self

import jwt
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.settings import Settings
from tests.fakes import outgoing

Where = Literal["personal", "group", "channel"]

APP_ID = "11111111-2222-3333-4444-555555555555"
BOT = f"28:{APP_ID}"
PASSWORD = "hemlig-i-provet"
TENANT = "99999999-2222-3333-4444-555555555555"
PERSON = "00000000-0000-0000-0000-000000000020"
KEY_ID = "provnyckel"
ISSUER = "https://api.botframework.com"
TEAM = "19:alvkulla@thread.tacv2"
PLACES: dict[str, str] = {
    "personal": "a:1personlig",
    "group": "19:grupp@thread.v2",
    "channel": "19:registrator@thread.tacv2",
}
"""The id of the chat or channel; a message in a channel adds its thread."""

CARD = "application/vnd.microsoft.card.adaptive"
OPENED = "a:1nyoppnad"
"""The personal chat that the bot opens itself."""

REPLY_SECONDS = 10

_NUMBERS = itertools.count(1_700_000_000_000)
"""Activity ids: no two are the same, whichever fake sent them."""


class Client(Protocol):
    """What posts to the server under test (aiohttp's TestClient, or a session with a base address)."""

    def post(self, path: str, **options: Any) -> Any: ...


@functools.cache
def private_key(name: str = KEY_ID) -> rsa.RSAPrivateKey:
    """A key made for this run; another name is another key."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class FakeTeams:
    """Starts on entering; `sent` holds every activity that reached the Bot Connector, `reply` the next one."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.alone: list[bool] = []
        """Of each sent activity, whether its recipient alone sees it."""
        self.authorizations: list[str | None] = []
        self.refusals: list[str] = []
        """What Teams would have refused of all that was sent to it; leaving without an error fails where any is."""
        self.logins: list[dict[str, str]] = []
        self.key_fetches = 0
        self.faults: deque[tuple[int, dict[str, str]]] = deque()
        """(status, headers) with which the next posts are answered instead of being taken."""
        self.keys_fault: int | None = None
        self.login_fault: int | None = None
        self.endorsements: list[str] = ["msteams"]
        self.key_names: list[str] = [KEY_ID]
        self.roster: dict[str, dict[str, Any]] = {}
        """What a person's entry says beside their id; without one they are of the tenant."""
        self.roster_fault: int | None = None
        self.looked_up: list[str] = []
        self.identity_header: str | None = None
        """What the managed identity's endpoint asks for, as on an App Service; None: as on a virtual machine."""
        self.opened: list[dict[str, Any]] = []
        """The bodies of the personal chats that were asked for."""
        self.open_fault: int | None = None
        self.fetched = 0
        """How many files were downloaded."""
        self.taken: Callable[[], bool] | None = None
        """Asked after each activity that was taken: whether it is acknowledged. Where not, the connection breaks."""
        self._files: dict[str, tuple[bytes, str | None]] = {}
        self._replies: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        app = web.Application()
        app.router.add_get("/openid", self._metadata)
        app.router.add_get("/keys", self._keys)
        app.router.add_post("/login/{tenant}/oauth2/v2.0/token", self._login)
        app.router.add_post("/connector/v3/conversations/{conversation}/activities", self._take)
        app.router.add_post("/connector/v3/conversations/{conversation}/activities/{reply_to}", self._take)
        app.router.add_put("/connector/v3/conversations/{conversation}/activities/{activity}", self._update)
        app.router.add_get("/identity", self._identity)
        app.router.add_get("/connector/v3/conversations/{conversation}/members/{person}", self._member)
        app.router.add_post("/connector/v3/conversations", self._open)
        app.router.add_get("/files/{name}", self._download)
        self._server = TestServer(app, host="127.0.0.1")

    async def __aenter__(self) -> Self:
        await self._server.start_server()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self._server.close()
        assert kind or not self.refusals, self.refusals

    @property
    def service_url(self) -> str:
        """Where activities say that replies go."""
        return str(self._server.make_url("/connector/"))

    def settings(self) -> dict[str, Any]:
        """The Teams fields of Settings, pointing here."""
        return {
            "teams_app_id": APP_ID,
            "teams_app_password": PASSWORD,
            "teams_tenant_id": TENANT,
            "teams_openid_url": str(self._server.make_url("/openid")),
            "teams_login_url": str(self._server.make_url("/login")),
        }

    @property
    def address(self) -> str:
        """Where it listens; nothing stands there."""
        return str(self._server.make_url("/"))

    @property
    def open_connections(self) -> int:
        """How many are open."""
        assert self._server.runner is not None
        return len(getattr(self._server.runner.server, "connections", ()))

    def identity_settings(self) -> dict[str, Any]:
        """The same for a bot that signs in with a managed identity."""
        given = {"teams_identity_header": self.identity_header} if self.identity_header else {}
        url = str(self._server.make_url("/identity"))
        held = {"teams_app_password": "", "teams_app_type": "UserAssignedMSI", "teams_identity_url": url}
        return self.settings() | held | given

    def typed_settings(self) -> dict[str, Any]:
        """The same as Settings holds them, for a copy of settings that exist."""
        typed = Settings(_env_file=None, **self.settings())
        return {name: getattr(typed, name) for name in self.settings()}

    def claims(self, **changes: object) -> dict[str, object]:
        """The claims of a token that holds; a change to None leaves the claim out."""
        now = int(time.time())
        held = {"iss": ISSUER, "aud": APP_ID, "iat": now, "nbf": now, "exp": now + 3600, "serviceurl": self.service_url}
        return {name: value for name, value in (held | changes).items() if value is not None}

    def token(self, *, signed_by: str = KEY_ID, key_id: str | None = KEY_ID, **changes: object) -> str:
        """A signed token. signed_by: the key's name; key_id: what its header says."""
        headers = {"kid": key_id} if key_id is not None else {}
        return jwt.encode(self.claims(**changes), private_key(signed_by), algorithm="RS256", headers=headers)

    def activity(self, text: str | None = None, *, where: Where = "personal", **changes: object) -> dict[str, Any]:
        """A message activity as Teams sends it; outside a personal chat the bot is mentioned first."""
        number = str(next(_NUMBERS))
        made: dict[str, Any] = {
            "type": "message",
            "id": number,
            "timestamp": "2026-11-20T09:15:30.1234567Z",
            "localTimestamp": "2026-11-20T10:15:30.1234567+01:00",
            "localTimezone": "Europe/Stockholm",
            "channelId": "msteams",
            "serviceUrl": self.service_url,
            "from": {"id": "29:asa", "name": "Åsa Öberg", "aadObjectId": PERSON},
            "recipient": {"id": BOT, "name": "Kanslist"},
            "conversation": self._conversation(where, number),
            "channelData": {"tenant": {"id": TENANT}},
            "locale": "sv-SE",
            "entities": [{"type": "clientInfo", "locale": "sv-SE", "country": "SE", "platform": "Windows"}],
        }
        if text is not None:
            made |= {"text": text, "textFormat": "plain"}
            made["attachments"] = [{"contentType": "text/html", "content": f"<div>{text}</div>"}]
        if where == "channel":
            made["channelData"] |= {
                "team": {"id": TEAM},
                "channel": {"id": PLACES["channel"]},
                "teamsTeamId": TEAM,
                "teamsChannelId": PLACES["channel"],
            }
        if where != "personal" and text is not None:
            made["text"] = f"<at>Kanslist</at> {text}"
            made["entities"].append(mention(BOT, "Kanslist"))
        return made | changes

    @staticmethod
    def plain(text: str) -> dict[str, Any]:
        """A personal message from a Teams that nobody started: for what needs no reply's address."""
        conversation = {"id": PLACES["personal"], "conversationType": "personal"}
        here = {"serviceUrl": "http://127.0.0.1:1/", "channelId": "msteams", "recipient": {"id": BOT}}
        return {
            "type": "message",
            "id": "1",
            "text": text,
            "conversation": conversation,
            "from": {"id": "29:asa"},
            **here,
        }

    def file(
        self, data: bytes, name: str = "protokoll.txt", *, url: str | None = None, moved_to: str | None = None
    ) -> dict[str, Any]:
        """A file that somebody sent in a personal chat, as an attachment. url: another address than where it is;
        moved_to: where its address leads instead."""
        key = str(len(self._files))
        self._files[key] = data, moved_to
        address = url if url is not None else str(self._server.make_url(f"/files/{key}?tempauth=x"))
        content = {"downloadUrl": address, "uniqueId": f"1150D938-{key}", "fileType": name.rpartition(".")[2]}
        place = f"https://alvkulla-my.sharepoint.com/personal/asa/Documents/{name}"
        return {
            "contentType": "application/vnd.microsoft.teams.file.download.info",
            "contentUrl": place,
            "name": name,
            "content": content,
        }

    async def deliver(self, client: Client, activity: object, *, token: str | None = None) -> ClientResponse:
        """Post any JSON with a token that holds (or this one)."""
        headers = {"Authorization": f"Bearer {token or self.token()}", "Content-Type": "application/json"}
        body = json.dumps(activity, ensure_ascii=False).encode()
        response: ClientResponse = await client.post("/api/messages", data=body, headers=headers)
        if response.content_type == "application/json":
            self.refusals += outgoing.teams_faults(json.loads(await response.text() or "null"))
        return response

    async def say(
        self, client: Client, text: str, *, where: Where = "personal", thread: str | None = None
    ) -> ClientResponse:
        """Write a message; it must be taken. thread: the conversation id of the thread in the channel to write in."""
        activity = self.activity(text, where=where)
        if thread:
            activity["conversation"]["id"] = thread
        response = await self.deliver(client, activity)
        assert response.status in (200, 202), await response.text()
        return response

    async def say_privately(self, client: Client, text: str, *, where: Where = "channel") -> ClientResponse:
        """Write what only the bot sees, by a slash command in a channel or group chat."""
        activity = self.activity(text, where=where)
        private = {"text": text, "recipient": {"id": BOT, "name": "Kanslist", "isTargeted": True}}
        response = await self.deliver(client, activity | private)
        assert response.status == 202, await response.text()
        return response

    async def click(self, client: Client, value: object, *, where: Where = "personal") -> ClientResponse:
        """Press a card's Action.Submit: a message with `value` and no text."""
        return await self.deliver(client, self.activity(None, where=where, value=value, replyToId="1"))

    async def invoke(self, client: Client, name: str, value: object, *, where: Where = "personal") -> dict[str, Any]:
        """What needs its answer at once; the body of the answer."""
        response = await self.deliver(client, self.activity(where=where, type="invoke", name=name, value=value))
        assert response.status == 200, await response.text()
        body: dict[str, Any] = await response.json()
        return body

    async def look_up(self, client: Client, text: str | None, **value: object) -> dict[str, Any]:
        """Write in the message extension's box, or (None) only open it; what it then shows."""
        name, said = ("initialRun", "true") if text is None else ("fraga", text)
        asked = {"commandId": "sok", "parameters": [{"name": name, "value": said}]}
        options = {"queryOptions": {"skip": 0, "count": 25}}
        body = await self.invoke(client, "composeExtension/query", asked | options | value, where="channel")
        shown: dict[str, Any] = body["composeExtension"]
        return shown

    async def add_bot(self, client: Client, *, where: Where = "personal") -> ClientResponse:
        """Install the bot: both activities that Teams sends."""
        installed = self.activity(where=where, type="installationUpdate", action="add")
        assert (await self.deliver(client, installed)).status in (200, 202)
        return await self.deliver(
            client, self.activity(where=where, type="conversationUpdate", membersAdded=[{"id": BOT}])
        )

    async def remove_bot(self, client: Client, *, where: Where = "personal") -> ClientResponse:
        """Remove the bot."""
        return await self.deliver(
            client, self.activity(where=where, type="conversationUpdate", membersRemoved=[{"id": BOT}])
        )

    async def reply(self) -> dict[str, Any]:
        """The next activity that the bot posts."""
        return await asyncio.wait_for(self._replies.get(), REPLY_SECONDS)

    def _conversation(self, where: Where, number: str) -> dict[str, Any]:
        kind = {"personal": "personal", "group": "groupChat", "channel": "channel"}[where]
        place = f"{PLACES[where]};messageid={number}" if where == "channel" else PLACES[where]
        group = {"isGroup": True} if where != "personal" else {}
        return {"id": place, "conversationType": kind, "tenantId": TENANT, **group}

    async def _metadata(self, _request: web.Request) -> web.Response:
        if self.keys_fault:
            return web.Response(status=self.keys_fault)
        keys = str(self._server.make_url("/keys"))
        return web.json_response(
            {"issuer": ISSUER, "jwks_uri": keys, "id_token_signing_alg_values_supported": ["RS256"]}
        )

    async def _keys(self, _request: web.Request) -> web.Response:
        self.key_fetches += 1
        keys = []
        for name in self.key_names:
            published = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(private_key(name).public_key()))
            material = {part: published[part] for part in ("n", "e")}
            keys.append({"kty": "RSA", "use": "sig", "kid": name, "endorsements": self.endorsements, **material})
        return web.json_response({"keys": keys})

    async def _login(self, request: web.Request) -> web.Response:
        form = await request.post()
        self.logins.append({"tenant": request.match_info["tenant"], **{key: str(form[key]) for key in form}})
        if self.login_fault:
            return web.json_response({"error": "invalid_client"}, status=self.login_fault)
        return web.json_response(
            {"token_type": "Bearer", "expires_in": 3599, "access_token": f"botens-token-{len(self.logins)}"}
        )

    async def _update(self, request: web.Request) -> web.Response:
        """Another activity in the place of one (Bot Connector: UpdateActivity)."""
        self.authorizations.append(request.headers.get("Authorization"))
        if self.faults:
            status, headers = self.faults.popleft()
            return web.json_response({"error": {"code": "Fault"}}, status=status, headers=headers)
        number = request.match_info["activity"].removeprefix("svar-")
        if not number.isdigit() or not 0 < int(number) <= len(self.sent):
            return web.json_response({"error": {"code": "ActivityNotFoundInConversation"}}, status=404)
        activity = await request.json()
        self.refusals += outgoing.teams_faults(activity)
        self.sent[int(number) - 1] = activity
        return web.json_response({"id": f"svar-{number}"})

    async def _identity(self, request: web.Request) -> web.Response:
        """As Azure's own endpoints: numbers are texts, and a request from elsewhere would lack the header."""
        self.logins.append(dict(request.query))
        if self.identity_header:
            known, version = request.headers.get("X-IDENTITY-HEADER") == self.identity_header, "2019-08-01"
        else:
            known, version = request.headers.get("Metadata") == "true", "2018-02-01"
        if not known or request.query.get("api-version") != version:
            return web.json_response({"error": "invalid_request"}, status=400)
        if self.login_fault or request.query.get("client_id") != APP_ID:
            return web.json_response({"error": "invalid_request"}, status=self.login_fault or 400)
        token = f"identitetens-token-{len(self.logins)}"
        return web.json_response({"token_type": "Bearer", "expires_in": "86399", "access_token": token})

    async def _member(self, request: web.Request) -> web.Response:
        self.authorizations.append(request.headers.get("Authorization"))
        person = request.match_info["person"]
        self.looked_up.append(person)
        if self.roster_fault:
            return web.json_response({"error": {"code": "Fault"}}, status=self.roster_fault)
        own = {"tenantId": TENANT, "userRole": "user", "userPrincipalName": "asa.oberg@alvkulla.example"}
        return web.json_response({"id": person} | own | self.roster.get(person, {}))

    async def _open(self, request: web.Request) -> web.Response:
        self.authorizations.append(request.headers.get("Authorization"))
        if self.open_fault:
            return web.json_response({"error": {"code": "Fault"}}, status=self.open_fault)
        self.opened.append(await request.json())
        return web.json_response({"id": OPENED}, status=201)

    async def _download(self, request: web.Request) -> web.Response:
        data, moved_to = self._files[request.match_info["name"]]
        if moved_to:
            return web.Response(status=302, headers={"Location": moved_to})
        assert "Authorization" not in request.headers, "the address is its own key: no token goes there"
        self.fetched += 1
        return web.Response(body=data)

    async def _take(self, request: web.Request) -> web.Response:
        self.authorizations.append(request.headers.get("Authorization"))
        if self.faults:
            status, headers = self.faults.popleft()
            return web.json_response({"error": {"code": "Fault"}}, status=status, headers=headers)
        activity = await request.json()
        alone = request.query.get("isTargetedActivity") == "true"
        if "isTargeted" in activity.get("recipient", {}):
            return web.json_response({"error": {"code": "Unknown field"}}, status=400)
        if alone and ("reply_to" in request.match_info or not activity.get("recipient", {}).get("id")):
            return web.json_response({"error": {"code": "Bad argument"}}, status=400)
        self.alone.append(alone)
        self.paths.append(request.raw_path)
        self.sent.append(activity)
        self.refusals += outgoing.teams_faults(activity)
        self._replies.put_nowait(activity)
        if self.taken is not None and not self.taken():
            assert request.transport is not None
            request.transport.abort()
        return web.json_response({"id": f"svar-{len(self.sent)}"}, status=201)


def mention(identity: str, name: str) -> dict[str, Any]:
    """A mention entity."""
    return {"type": "mention", "text": f"<at>{name}</at>", "mentioned": {"id": identity, "name": name}}


def cards_of(activity: dict[str, Any]) -> list[dict[str, Any]]:
    """The Adaptive Cards of an activity."""
    return [attached["content"] for attached in activity.get("attachments") or () if attached["contentType"] == CARD]


def spoken(activity: dict[str, Any]) -> str:
    """Every text that a reader of the message sees, in order: its text, its cards' paragraphs, the buttons' titles."""
    found = [activity["text"]] if activity.get("text") else []
    for card in cards_of(activity):
        found += _visible(card.get("body", []))
        found += [action["title"] for action in card.get("actions", [])]
    return "\n".join(found)


def quotes(activity: dict[str, Any]) -> list[str]:
    """The quotes of a message's cards, in order, without their quotation marks: what stands in the grey boxes."""

    def boxes(elements: list[dict[str, Any]]) -> list[dict[str, Any]]:
        inside = [box for element in elements for box in boxes(element.get("items", []))]
        return [element for element in elements if element.get("style") == "emphasis"] + inside

    found = [quote for card in cards_of(activity) for box in boxes(card["body"]) for quote in box["items"]]
    return ["\n".join(_visible([quote])).removeprefix("”").removesuffix("”") for quote in found]


def actions(part: object) -> dict[str, dict[str, Any]]:
    """Every action of a card that can be pressed by its title, at whatever depth; not what stands in for one."""
    if isinstance(part, list):
        return {title: action for one in part for title, action in actions(one).items()}
    if not isinstance(part, dict):
        return {}
    pressed = str(part.get("type")) in ("Action.Execute", "Action.Submit")
    own = {str(part["title"]): part} if pressed else {}
    return own | actions([inner for name, inner in part.items() if name != "fallback"])


def _visible(elements: list[dict[str, Any]]) -> list[str]:
    found: list[str] = []
    for element in elements:
        if element["type"] == "TextBlock":
            found.append(element["text"])
        elif element["type"] == "RichTextBlock":
            found.append("".join(run if isinstance(run, str) else run["text"] for run in element["inlines"]))
        elif element["type"] == "ActionSet":
            found += [action["title"] for action in element["actions"]]
        elif element["type"] == "Container":
            found += _visible(element["items"])
        else:
            raise AssertionError(f"a card element that nobody reads: {element['type']}")
    return found

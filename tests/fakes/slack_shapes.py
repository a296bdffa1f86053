"""What Slack sends: the shapes of its payloads, with ids and times of their own."""

from __future__ import annotations

from typing import Any

from tests.fakes.slack_web import BOT, CHANNEL, DIRECT, NUMBERS, TEAM, USER, Payload, WebApi


class Shapes(WebApi):
    """Payloads whose response_url and trigger_id are good for as long as Slack's are."""

    def press_body(self, button: Payload, message: Payload, **changes: Any) -> Payload:
        """A block_actions payload as Slack sends it for a press in the channel that the message stands in."""
        channel = message.get("channel", CHANNEL)
        ephemeral = message.get("response_type") == "ephemeral" or message.get("via") == "chat.postEphemeral"
        thread = {"thread_ts": message["thread_ts"]} if message.get("thread_ts") else {}
        return {
            "type": "block_actions", "api_app_id": "A0KANSLIST", "token": "legacy", "trigger_id": self.limits.trigger(),
            "team": {"id": TEAM, "domain": "alvkulla"}, "enterprise": None, "is_enterprise_install": False,
            "user": {"id": USER, "username": "saga", "name": "saga", "team_id": TEAM},
            "channel": {"id": channel, "name": "kansli"},
            "container": {"type": "message", "message_ts": "1600000000.000200", "channel_id": channel,
                          "is_ephemeral": ephemeral} | thread,
            "message": {"type": "message", "bot_id": "B0KANSLIST", "ts": "1600000000.000200"} | thread,
            "response_url": self.response_url(), "state": {"values": {}},
            "actions": [{"action_id": button["action_id"], "block_id": "b1", "type": "button", "text": button["text"],
                         "value": button["value"], "action_ts": f"16000001{next(NUMBERS):02}.000100"}],
        } | changes  # fmt: skip

    def slash_form(self, command: str, text: str = "", **fields: str) -> Payload:
        """The form of a slash command."""
        return {
            "token": "legacy", "team_id": TEAM, "team_domain": "alvkulla", "channel_id": CHANNEL,
            "user_id": USER, "user_name": "saga", "command": command, "text": text, "api_app_id": "A0KANSLIST",
            "is_enterprise_install": "false", "response_url": self.response_url(),
            "channel_name": "kansli", "trigger_id": self.limits.trigger(),
        } | fields  # fmt: skip

    def mention_event(self, text: str, *, thread: str | None = None, **event: Any) -> Payload:
        """The envelope of an app_mention. The mention stands first unless the text holds one."""
        text = text if f"<@{BOT}>" in text else f"<@{BOT}> {text}"
        place = {"thread_ts": thread} if thread else {}
        return self.envelope({"type": "app_mention", "channel": CHANNEL, "text": text} | place | event)

    def direct_event(self, text: str, **event: Any) -> Payload:
        """The envelope of a message.im."""
        return self.envelope({"type": "message", "channel": DIRECT, "channel_type": "im", "text": text} | event)

    def view_press(self, button: Payload, view: Payload, **changes: Any) -> Payload:
        """A block_actions payload of a press in the App Home or in a window."""
        body = self.press_body({"text": {"type": "plain_text", "text": ""}, "value": "", **button}, {})
        for name in ("channel", "message", "response_url"):
            body.pop(name)
        return body | {"container": {"type": "view", "view_id": "V0"}, "view": view | {"id": "V0"}} | changes

    def shortcut(self, kind: str, callback_id: str, **fields: Any) -> Payload:
        """A shortcut's payload. kind: "shortcut", or "message_action" with its message."""
        return {
            "type": kind, "callback_id": callback_id, "trigger_id": self.limits.trigger(), "token": "legacy",
            "team": {"id": TEAM, "domain": "alvkulla"}, "user": {"id": USER, "username": "saga", "team_id": TEAM},
            "enterprise": None, "is_enterprise_install": False,
        } | fields  # fmt: skip

    def envelope(self, event: Payload) -> Payload:
        """An event in its envelope, with ids and times of its own."""
        number = next(NUMBERS)
        stamp = f"16000000{number:02}.000100"
        return {
            "token": "legacy", "team_id": TEAM, "api_app_id": "A0KANSLIST", "type": "event_callback",
            "event_id": f"Ev{number:08}", "event_time": 1_600_000_000 + number, "is_ext_shared_channel": False,
            "authorizations": [
                {"enterprise_id": None, "team_id": TEAM, "user_id": BOT, "is_bot": True, "is_enterprise_install": False}
            ],
            "event": {"user": USER, "team": TEAM, "ts": stamp, "event_ts": stamp, "client_msg_id": str(number)} | event,
        }  # fmt: skip

    def file_shared(self, file: Payload, channel: str, user: str = USER) -> Payload:
        """The envelope of a file_shared event, which holds no words of the message."""
        event = {"type": "file_shared", "channel_id": channel, "file_id": file["id"], "user_id": user}
        envelope = self.envelope(event | {"file": {"id": file["id"]}})
        for name in ("user", "team", "ts", "client_msg_id"):
            del envelope["event"][name]
        return envelope

"""Workspaces' tokens at rest: encrypted, with a key that does not lie in the store beside them."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from adapters.errors import TokenKeyMissing
from bot.keyfile import kept
from bot.settings import Settings

KEY_FILE = "tokens.key"


class Vault:
    """Seals texts, and opens those that it or an older key has sealed."""

    def __init__(self, keys: list[str]) -> None:
        """keys: random texts; the first one seals, each of them opens."""
        self._fernet = MultiFernet([Fernet(_derived(key)) for key in keys])

    @classmethod
    def of(cls, settings: Settings) -> Vault:
        """The one of KANSLIST_TOKEN_KEY, else of a file in the data folder, made once. Raises TokenKeyMissing."""
        if settings.token_key:
            keys = [key.strip() for key in settings.token_key.get_secret_value().split(",") if key.strip()]
        else:
            found = kept(settings.data.absolute() / KEY_FILE)
            keys = [found.decode()] if found else []
        if not keys:
            raise TokenKeyMissing(folder=settings.data.absolute())
        return cls(keys)

    def seal(self, text: str) -> str:
        """The text, encrypted and signed."""
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str | None:
        """The text; None where none of the keys has sealed it."""
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            return None


def _derived(key: str) -> bytes:
    """A Fernet key of a random text: 32 bytes, in base64."""
    return urlsafe_b64encode(sha256(b"kanslist:tokens:" + key.encode()).digest())

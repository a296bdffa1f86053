"""The adapters' branch of the error tree."""

from __future__ import annotations

from knowledge.errors import KanslistError


class AdapterError(KanslistError):
    """Kanslist kunde inte ta emot eller lämna ut meddelandet. Visa loggen för den som sköter driften."""


class PortTaken(AdapterError):
    """Porten {port} på {host} används redan, troligen av en Kanslist som redan är i gång.
    Stoppa den eller välj en annan port med KANSLIST_PORT."""


class AddressUnusable(AdapterError):
    """Servern kan inte lyssna på {host}:{port}. Kontrollera KANSLIST_HOST och KANSLIST_PORT."""


class TeamsUnauthenticated(AdapterError):
    """Teams kan inte öppnas utan inloggning: {missing} saknas.
    Sätt värdet, ta bort Teams-inställningarna eller kör lokalt med --insecure-local."""


class InsecureLocalOpen(AdapterError):
    """--insecure-local släpper in frågor utan inloggning och får bara lyssna på den egna datorn,
    inte på {host}. Sätt KANSLIST_HOST=127.0.0.1."""


class SlackIncomplete(AdapterError):
    """Slack kan inte öppnas: {missing} saknas. Sätt värdet eller ta bort Slack-inställningarna."""


class TokenKeyMissing(AdapterError):
    """Arbetsytornas nycklar kan inte sparas krypterade: mappen {folder} får inte skrivas. Ändra dess rättigheter eller
    sätt KANSLIST_TOKEN_KEY till minst 32 slumpmässiga tecken."""


class NotInstallable(AdapterError):
    """Kanslist kunde inte installeras: {reason}"""


class PublicUrlMissing(AdapterError):
    """Slack och Teams kan inte öppnas på {host} utan KANSLIST_PUBLIC_URL: svarens länkar till källan skulle inte gå att
    öppna. Sätt adressen som läsarna når Kanslist på, till exempel KANSLIST_PUBLIC_URL=https://kanslist.example.se."""

"""What can go wrong between Teams and Kanslist."""

from __future__ import annotations

from adapters.errors import AdapterError
from adapters.logs import logger
from bot import excuses
from bot.messages import of_teams

_log = logger("teams")


class TeamsError(AdapterError):
    """Teams kunde inte nås eller svarade fel. Försök igen om en stund."""


class TokenRefused(TeamsError):
    """Anropet till Teams-ingången saknar giltig inloggning ({reason}).
    Kontrollera KANSLIST_TEAMS_APP_ID om det sker ofta.
    """


class KeysUnreachable(TeamsError):
    """Nycklarna som Teams skriver under med kan inte hämtas ({reason}).
    Kontrollera brandväggen mot KANSLIST_TEAMS_OPENID_URL.
    """


class LoginFailed(TeamsError):
    """Kanslist fick ingen inloggning hos Microsoft ({reason}).
    Kontrollera KANSLIST_TEAMS_APP_ID, _APP_PASSWORD och _TENANT_ID.
    """


class IdentityRefused(LoginFailed):
    """Kanslist fick ingen inloggning med sin hanterade identitet ({reason}).
    Kontrollera att identiteten är tilldelad maskinen och att KANSLIST_TEAMS_APP_ID är dess klient-id.
    """


class ConnectorRefused(TeamsError):
    """Teams tog inte emot meddelandet ({reason}). Kontrollera att Kanslist finns kvar i konversationen."""


class RosterUnreadable(TeamsError):
    """Teams kunde inte säga om du hör till kommunen, och då visar Kanslist inget. Försök igen om en stund."""


class PackageRefused(TeamsError):
    """Teams-paketet byggdes inte. {reason}"""


class ActivityUnreadable(TeamsError):
    """Anropet är ingen aktivitet som Teams skickar. Inget har gjorts."""


class AgentsMissing(TeamsError):
    """Teams kan inte öppnas med KANSLIST_TEAMS_LIBRARY=agents: {reason} är inte installerat.
    Kör pip install 'kanslist[agents]' eller ta bort inställningen.
    """


class BotbuilderUnusable(TeamsError):
    """Teams kan inte öppnas: biblioteket botbuilder går inte att läsa in ({reason}).
    Kör pip install 'kanslist[agents]' och sätt KANSLIST_TEAMS_LIBRARY=agents.
    """


class TeamsAddressUnsafe(TeamsError):
    """{name} måste börja med https://. Bara en adress på den egna datorn får vara okrypterad."""


def excuse(error: Exception) -> str:
    """What whoever asked or pressed in Teams reads; reasons and settings are for the log, which gets them here."""
    _log.warning("excused", platform="teams", error=type(error).__name__, reason=_reason(error))
    if isinstance(error, ConnectorRefused):
        return of_teams.refused()
    if isinstance(error, TeamsError) and not isinstance(error, RosterUnreadable):
        return str(TeamsError())
    return str(error) if isinstance(error, TeamsError) else excuses.told(error)


def _reason(error: Exception) -> str:
    return str(error.values.get("reason", "")) if isinstance(error, TeamsError) else ""

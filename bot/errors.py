"""The conversation's branch of the error tree."""

from __future__ import annotations

from knowledge.errors import KanslistError


class BotError(KanslistError):
    """Frågan kunde inte besvaras just nu. Försök igen om en stund."""


class AnswerWithoutCitation(BotError):
    """Ett svar skapades utan källa. Ett svar som inte kan visa var det står skickas inte."""


class SettingsError(BotError):
    """Inställningen {name} är fel: {reason}"""


class DeliveryError(BotError):
    """Meddelandet kunde inte levereras till {channel}: {reason}"""


class ChannelUnknown(DeliveryError):
    """Kanalen {channel} är inte känd. Lägg till Kanslist i kanalen eller ange ett kanal-id från Slack eller Teams."""


class AlreadyPosted(DeliveryError):
    """Veckans brev är redan skickat till {channel} för {period}."""


class DeliveryUnderWay(DeliveryError):
    """Veckans brev skickas just nu till {channel}, eller så avbröts den som skickade det. Försök igen efter {time}."""


class ChannelClosed(DeliveryError):
    """{channel} tar inte emot meddelanden: {reason}"""


class BotRemoved(ChannelClosed):
    """Kanslist är inte kvar i {channel}: {reason}"""


class PlatformBusy(DeliveryError):
    """{channel} tar inte emot fler meddelanden just nu: {reason}"""


class PlatformDown(DeliveryError):
    """Meddelandet till {channel} kunde inte lämnas till plattformen: {reason}"""


class DeliveryUnclear(DeliveryError):
    """Det är oklart om meddelandet kom fram till {channel}: {reason}"""


class CannotLook(DeliveryError):
    """Kanslist kan inte se efter om meddelandet redan finns i {channel}: {reason}"""


class MessageGone(DeliveryError):
    """Meddelandet i {channel} kan inte längre ändras: {reason}"""


class DeliveryUnknown(BotError):
    """Det finns inget meddelande {number} som kan skickas om. Se vilka som finns med kanslist outbox."""


class ButtonOutdated(BotError):
    """Knappen hör till en äldre version av Kanslist. Ställ frågan igen, så får du nya knappar."""


class IntakeError(BotError):
    """Filen kunde inte tas emot just nu. Skicka den igen om en stund."""


class NotRegistrar(IntakeError):
    """Bara registratorer kan lägga in handlingar."""


class FileNotFetched(IntakeError):
    """Filen kunde inte hämtas: {reason}."""


class FileNotKept(IntakeError):
    """Filen kunde inte sparas på servern. Säg till den som sköter driften, och skicka den igen."""


class FileForgotten(IntakeError):
    """Filen väntar inte längre: den är borttagen, eller så har det gått ett dygn. Skicka den igen."""


class FileInHand(IntakeError):
    """Filen håller redan på att läggas in. Svaret kommer till den som tryckte först."""


class TooManyWaiting(IntakeError):
    """Du har redan {limit} filer som väntar. Lägg in eller ta bort dem först, eller använd kanslist ingest."""

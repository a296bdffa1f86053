"""The one registry of commands. Help, Slack's and Teams' manifests and the documentation are made from it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.questions.question import Intent


@dataclass(frozen=True, slots=True)
class Command:
    """A command. name: ASCII, as platforms register it; title: as Swedish writes it; arguments: what may follow."""

    name: str
    title: str
    intent: Intent
    arguments: str
    example: str
    help: str
    aliases: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that means this command, without slash, in lower case."""
        return tuple(dict.fromkeys((self.name, self.title, *self.aliases)))


COMMANDS: tuple[Command, ...] = (
    Command(
        "beslut",
        "beslut",
        "decisions",
        "[diarienummer, ämne, nämnd, datum eller §]",
        "/beslut AMN 2020-0276",
        "Vad som beslutades, med § och citat",
        ("besluten", "decision"),
    ),
    Command(
        "arende",
        "ärende",
        "case",
        "[diarienummer]",
        "/arende AMN 2020-0276",
        "Översikt över ett ärende: beslut, förslag, reservationer och handlingar",
        ("ärendet", "arendet", "diarienummer", "dnr"),
    ),
    Command(
        "tidslinje",
        "tidslinje",
        "timeline",
        "[diarienummer eller ämne]",
        "/tidslinje AMN 2020-0276",
        "Ett ärende steg för steg, från förslag till beslut och uppföljning, med citat",
        ("tidslinjen", "historik", "händelseförlopp", "handelseforlopp"),
    ),
    Command(
        "jamfor",
        "jämför",
        "compare",
        "[diarienummer eller ämne]",
        "/jamfor AMN 2020-0276",
        "Förslaget bredvid beslutet, punkt för punkt, med ändringarna markerade",
        ("jämföra", "jamfora", "jämförelse"),
    ),
    Command(
        "narvaro",
        "närvaro",
        "attendance",
        "[nämnd, datum eller organisation]",
        "/narvaro 28 april 2020",
        "Vilka som var med på ett möte, och vilka som inte var det",
        ("närvarande", "narvarande", "deltagare"),
    ),
    Command(
        "rekommendationer",
        "rekommendationer",
        "recommendations",
        "[öppna, försenade, alla] [nämnd, år eller ämne] eller nummer",
        "/rekommendationer öppna",
        "Vad revisorerna har rekommenderat och hur det står; ett nummer visar hela historiken",
        ("rekommendation", "revision"),
    ),
    Command(
        "atgard",
        "åtgärd",
        "followed",
        "[nummer] [status, godtas, avvisas, ägare, klart, bekräfta, ångra]: skäl",
        "/atgard 3",
        "Hur något som följs upp står; registratorer ändrar det, med skäl",
    ),
    Command(
        "lovat",
        "lovat",
        "promises",
        "[nämnd eller ämne]",
        "/lovat samverkansgruppen",
        "Vad som har lovats men inte syns igen i senare handlingar, äldst först",
        ("löften", "loften", "löfte", "lofte", "utlovat"),
    ),
    Command(
        "mote",
        "möte",
        "meeting",
        "[nämnd eller datum]",
        "/mote 28 april 2020",
        "När och var ett möte hölls, vem som ledde det och när protokollet justerades",
        ("mötet", "motet", "sammanträde", "sammantrade"),
    ),
    Command(
        "person",
        "person",
        "person",
        "[namn]",
        "/person Birgitta Sandelin",
        "Vad handlingarna säger om en persons uppdrag, yrkanden och närvaro",
        ("vem",),
    ),
    Command(
        "sok",
        "sök",
        "passages",
        "[ord]",
        "/sok språkombud",
        "Letar i handlingarnas text och citerar det ställe som svarar",
        ("söka", "soka", "hitta"),
    ),
    Command(
        "bevaka",
        "bevaka",
        "subscriptions",
        "[nämnd, ärende, person, parti, ord eller fråga] [utom …] [varje måndag 08.00] [kort]",
        "/bevaka socialnämnden färdtjänst utom budget varje måndag 08.00",
        "Säger till om det nya: genast, varje dag, vecka eller månad",
    ),
    Command(
        "exportera",
        "exportera",
        "subscriptions",
        "[rekommendationer, uppdrag, löften, motioner eller öppna punkter]",
        "/exportera rekommendationer",
        "Länkar till en tabell i Excel, CSV eller JSON, i dag eller som det såg ut en viss dag",
        ("export",),
    ),
    Command(
        "flode",
        "flöde",
        "subscriptions",
        "[ny eller av]",
        "/flode",
        "Dina egna länkar till en kalender med sista dagar och ett flöde med nya beslut",
        ("flöden", "floden"),
    ),
    Command(
        "monster",
        "mönster",
        "patterns",
        "[ämne eller nämnd]",
        "/monster hot och våld",
        "Rekommendationer som återkommer: till flera nämnder eller flera år",
        ("mönstret", "återkommande", "aterkommande"),
    ),
    Command(
        "bevakningar",
        "bevakningar",
        "subscriptions",
        "",
        "/bevakningar",
        "Visar vad som bevakas här, med nummer; bevakning 3 varje fredag ändrar en",
        ("bevakning",),
    ),
    Command(
        "avbevaka",
        "avbevaka",
        "subscriptions",
        "[nummer]",
        "/avbevaka 3",
        "Avslutar en bevakning",
    ),
    Command(
        "digest",
        "digest",
        "subscriptions",
        "[nu, förhandsgranska, godkänn eller stoppa]",
        "/digest förhandsgranska",
        "Visar brevet som det ser ut nu, lägger ut det eller godkänner det",
    ),
    Command(
        "hjalp",
        "hjälp",
        "help",
        "",
        "/hjalp",
        "Visar vad du kan fråga om",
        ("help", "hjälpa", "?"),
    ),
)
"""In the order in which help lists them."""

UMBRELLA = "kanslist"
"""The one slash command under which all the others are found too: `/kanslist beslut X`; alone it is help."""


def find(word: str) -> Command | None:
    """The command that a word means (with or without slash, å ä ö), or None."""
    return _BY_WORD.get(word.strip().casefold().lstrip("/"))


def known_words() -> tuple[str, ...]:
    """Every word that is a command."""
    return tuple(_BY_WORD)


_BY_WORD = {word: command for command in COMMANDS for word in command.words}

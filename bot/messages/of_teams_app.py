"""The Swedish texts of making the Teams app package: what is wrong with it, and what to do with it."""

from __future__ import annotations


def icon_unreadable(name: str) -> str:
    return f"{name} är ingen PNG i RGBA med 8 bitar per färg. Spara om bilden så, utan sammanflätning."


def icon_size(name: str, wanted: int, width: int, height: int) -> str:
    return f"{name} ska vara {wanted}×{wanted} bildpunkter men är {width}×{height}."


def outline_not_white(name: str) -> str:
    return f"{name} får bara innehålla vitt på genomskinlig botten."


def outline_not_transparent(name: str) -> str:
    return f"{name} saknar genomskinlig botten."


def missing(place: str) -> str:
    return f"{place} saknas."


def too_long(place: str, length: int, limit: int) -> str:
    return f"{place} har {length} tecken; Teams tar högst {limit}."


def too_many(place: str, count: int, limit: int) -> str:
    return f"{place} har {count} poster; Teams tar högst {limit}."


def no_guid(place: str) -> str:
    return f"{place} är inget program-id (GUID). Ange det som Azure visar för boten."


def example_id(place: str) -> str:
    return f"{place} är exemplets. Ange botens eget program-id med APP_ID eller KANSLIST_TEAMS_APP_ID."


def not_https(place: str) -> str:
    return f"{place} måste börja med https://. Ange adressen med ADDRESS eller KANSLIST_PUBLIC_URL."


def example_address(place: str) -> str:
    return f"{place} är exemplets adress. Ange er egen med ADDRESS eller KANSLIST_PUBLIC_URL."


def no_version(place: str) -> str:
    return f"{place} ska vara tre tal med punkter, till exempel 1.1.0."


def unknown_field(place: str) -> str:
    return f"{place} finns inte i manifestets version. Bygg med SLASH=1, eller ta bort fältet."


def made(path: str, version: str) -> str:
    return f"{path} är färdig (manifest {version}). Ladda upp den i Teams administrationscenter under Hantera appar."


def with_slash() -> str:
    return "Paketet har snedstreckskommandon. Godtar administrationscentret det inte, bygg utan SLASH."

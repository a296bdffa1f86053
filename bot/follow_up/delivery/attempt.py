"""One try of one delivery: looked for where an earlier try is unclear, then posted, or put in another's place."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.answers.answer import Answer
from bot.errors import CannotLook, DeliveryError, DeliveryUnclear, MessageGone, PlatformDown
from bot.follow_up.delivery.snapshot import correcting, doubtful
from bot.messages import of_matters
from bot.ports import Sender
from knowledge.store.deliveries import LEASE, Delivery

PATIENCE = LEASE / 4
"""Seconds that a platform may take for a look, and for a post: both, and the store, are done while the lease holds."""


@dataclass(frozen=True, slots=True)
class Sent:
    """It is there. message: the platform's id; marked: it says that it may have been sent twice; found: an earlier try
    had brought it."""

    message: str
    marked: bool = False
    found: bool = False


@dataclass(frozen=True, slots=True)
class Missed:
    """It is not known to be there. unclear: it may be."""

    error: DeliveryError
    unclear: bool


async def attempt(sender: Sender, delivery: Delivery, message: Answer, original: Delivery | None) -> Sent | Missed:
    """Try once. original: the sent delivery whose message this takes the place of."""
    unclear = delivery.unclear
    marked = False
    try:
        if unclear:
            try:
                found = await _looked(sender, delivery)
            except CannotLook:
                marked = True
            else:
                if found is not None:
                    return Sent(found, found=True)
                unclear = False
        if original is not None and original.message:
            try:
                return Sent(await _edited(sender, original, message))
            except MessageGone:
                message = correcting(message)
        return Sent(await _posted(sender, delivery, doubtful(message) if marked else message), marked)
    except DeliveryError as error:
        return Missed(error, unclear or isinstance(error, DeliveryUnclear))


async def _looked(sender: Sender, delivery: Delivery) -> str | None:
    try:
        async with asyncio.timeout(PATIENCE):
            return await sender.find(delivery.channel, delivery.key, delivery.made_at)
    except TimeoutError as slow:
        raise PlatformDown(channel=delivery.channel, reason=of_matters.platform_too_slow()) from slow


async def _posted(sender: Sender, delivery: Delivery, message: Answer) -> str:
    try:
        async with asyncio.timeout(PATIENCE):
            return await sender.post(delivery.channel, message, delivery.key)
    except TimeoutError as slow:
        raise DeliveryUnclear(channel=delivery.channel, reason=of_matters.platform_too_slow()) from slow


async def _edited(sender: Sender, original: Delivery, message: Answer) -> str:
    """An edit may be done again: an unclear one is no doubt about how many messages there are."""
    held = str(original.message)
    try:
        async with asyncio.timeout(PATIENCE):
            await sender.edit(original.channel, held, message)
    except (TimeoutError, DeliveryUnclear) as slow:
        raise PlatformDown(channel=original.channel, reason=of_matters.platform_too_slow()) from slow
    return held

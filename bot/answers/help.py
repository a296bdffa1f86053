"""Help, small talk and questions that are none."""

from __future__ import annotations

from bot import messages
from bot.answers.answer import Answer, Choice, Item
from bot.commands import COMMANDS
from bot.messages import of_life, of_subscriptions
from bot.questions.normalise import LONGEST
from bot.questions.question import Question


def help_answer(question: Question) -> Answer:
    """What can be asked, from the registry of commands."""
    return Answer(
        question=question.text,
        intent="help",
        outcome="answered",
        lead=messages.help_lead(),
        items=tuple(Item(text=messages.help_line(command.example, command.help)) for command in COMMANDS),
        notes=(messages.help_questions(),),
    )


def smalltalk(question: Question) -> Answer:
    """A greeting, thanks or the weather; "nästa", "ja" or "nej" where there is nothing to show or choose."""
    return _refused(question, messages.smalltalk(question.aspect))


def unclear(question: Question) -> Answer:
    """An empty or endless text, or a command that does not exist."""
    if question.aspect == "command":
        choices = _did_you_mean(question)
        return _refused(question, messages.unknown_command(question.near), choices)
    if question.aspect == "date":
        return _refused(question, messages.no_such_day(question.said)).model_copy(update={"outcome": "not_found"})
    lead = messages.long_question(LONGEST) if question.aspect == "long" else messages.empty_question()
    return _refused(question, lead)


def needs(question: Question) -> Answer:
    """A command that came without what it looks for."""
    example = next((one.example for one in COMMANDS if one.name == question.command), COMMANDS[0].example)
    return _refused(question, messages.command_needs(example))


def subscriptions(question: Question) -> Answer:
    """A subscription where nobody can be told anything later (bot/follow_up/subscriptions.py answers elsewhere)."""
    return _refused(question, of_subscriptions.no_place())


def followed(question: Question) -> Answer:
    """A command about something that is followed, which names none (bot/follow_up/life/errand.py answers elsewhere)."""
    return _refused(question, of_life.how())


def _did_you_mean(question: Question) -> tuple[Choice, ...]:
    if question.near is None:
        return ()
    rest = messages.echo(question.said)
    text = f"/{question.near} {rest}".strip()
    return (Choice(label=messages.choose(f"/{question.near}"), text=text),)


def _refused(question: Question, lead: str, choices: tuple[Choice, ...] = ()) -> Answer:
    return Answer(question=question.text, intent=question.intent, outcome="refused", lead=lead, choices=choices)

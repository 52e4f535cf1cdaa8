"""The tables of docs/workshop.md, from the front matter of the pages."""

from kata.course import page
from kata.course.exercises import exercises
from kata.site.figures import _plans
from kata.site.figures._plans import Plan


def ninety() -> list[str]:
    """The plan of 90 minutes."""
    return _table(_plans.NINETY)


def half_day() -> list[str]:
    """The plan of half a day."""
    return _table(_plans.HALF_DAY)


def first_day() -> list[str]:
    """The first of two days."""
    return _table(_plans.FIRST_DAY)


def second_day() -> list[str]:
    """The second of two days."""
    return _table(_plans.SECOND_DAY)


def notes() -> list[str]:
    """What a teacher needs to know of each exercise."""
    lines = ["| exercise | goal | on the board | to ask | when late |", "|---|---|---|---|---|"]
    asked = 0
    for each in exercises():
        about = page.read(each)
        stretch = about.level == "stretch"
        asked += 0 if stretch else about.minutes
        if about.teach:
            told = " | ".join(about.teach[name] for name in page.NOTES)
            minutes = f"{about.minutes} min" + " (stretch)" * stretch
            lines.append(f"| [{each.stem[:3]}]({each.page.name}) {minutes} | {told} |")
    return [*lines, f"| all: {asked} min | but for the stretches | | | |"]


def _table(plan: Plan) -> list[str]:
    """Return a row a step: when it begins, how long it lasts."""
    lines, clock = ["| from | minutes | what |", "|---|---|---|"], 0
    for step in plan.steps:
        name = f"[{step.exercise.stem[:3]}]({step.exercise.page.name})" if step.writes else ""
        name += f", *{step.sitting}*" if step.writes and step.sitting else ""
        what = f"{name}: {step.what}" if name else step.what
        lines.append(f"| {clock // 60}:{clock % 60:02} | {step.lasts} | {what} |")
        clock += step.lasts
    return [*lines, f"| {clock // 60}:{clock % 60:02} | | The end. |"]

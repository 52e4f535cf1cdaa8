"""A page's front matter: title, minutes, level, and the hints of each task."""

import re
from dataclasses import dataclass, field

import yaml

from kata.course import regions
from kata.course.exercises import Exercise
from kata.course.files import as_made
from kata.errors import CommandError, back, shown

CODE = re.compile(r"`[^`]*`")
# The C parser takes a tenth of the time; not every PyYAML brings it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LEVELS = ("warm-up", "core", "hard", "stretch")
NOTES = ("goal", "board", "ask", "late")  # a teacher's: late is what to drop then


@dataclass(frozen=True)
class Page:
    """What the runner needs to know of a page."""

    title: str
    minutes: int
    level: str
    # By task; a star on a task of the same name may have its own: "f *".
    hints: dict[str, list[str]]
    sittings: dict[str, int] = field(default_factory=dict)  # minutes by banner, where there are any
    teach: dict[str, str] = field(default_factory=dict)  # the NOTES
    # Exercises whose solutions stand in this one's, in other words: who hides those hides it, too.
    repeats: list[str] = field(default_factory=list)

    def hints_for(self, name: str, star: bool) -> list[str]:
        """Return the hints of a task or of its star, from a nudge to nearly there."""
        own = self.hints.get(f"{name} *", []) if star else []
        return own or self.hints.get(name, [])


def read(exercise: Exercise) -> Page:
    """Return the front matter of an exercise's page.

    Raises:
        CommandError: the page or a field is missing, or is not what it should be.
    """
    where = shown(exercise.page)
    if not exercise.page.exists():
        raise CommandError(f"{where} is missing: {back(where)}.")
    with as_made(exercise.page):
        _, _, rest = exercise.page.read_text(encoding="utf-8").partition("---\n")
    head, _, body = rest.partition("\n---\n")
    try:
        fields = yaml.load(head, Loader=LOADER)
        needed = {name: fields[name] for name in ("title", "minutes", "level", "hints")}
        more = {name: fields[name] for name in ("sittings", "teach", "repeats") if fields.get(name)}
        page = Page(**needed, **more)
    except yaml.YAMLError as error:
        line = error.problem_mark.line + 2 if getattr(error, "problem_mark", None) else 1
        fault = f"the front matter is not YAML: {getattr(error, 'problem', error)}"
        raise CommandError(f"{where}:{line}: {fault}") from error
    except (KeyError, TypeError) as error:
        raise CommandError(f"{where}:1: the front matter lacks {error}.") from error
    hints = page.hints.values() if isinstance(page.hints, dict) else [None]
    fits = all(isinstance(own, list) and {*map(type, own)} <= {str} for own in hints)
    if not (fits and page.level in LEVELS and isinstance(page.minutes, int) and body):
        fact = f"minutes is a whole number, level one of {', '.join(LEVELS)}, hints a list of sentences by task."
        raise CommandError(f"{where}:1: {fact}")
    return page


def is_stretch(exercise: Exercise) -> bool:
    """Is it an exercise of stars, which nothing waits for? Not where its page does not say so."""
    try:
        return read(exercise).level == "stretch"
    except CommandError:
        return False


def complaints(exercise: Exercise) -> list[str]:
    """Return what a page lacks: front matter, two or three hints a task, none of them a solution's line."""
    try:
        hints, holes = read(exercise).hints, regions.regions(exercise.solution)
    except CommandError as refusal:
        return [str(refusal)]
    said, lines = _of_teaching(exercise), exercise.solution.read_text(encoding="utf-8").splitlines()
    for hole in holes:
        own = [" ".join(hint.split()) for hint in hints.get(hole.task, [])]
        if len(own) not in (2, 3):
            said.append(f"{hole.task} has {len(own)} hints, not two or three")
        for line in map(str.strip, lines[hole.begin : hole.end - 1]):
            if len(line) > 8 and any(line in hint for hint in own):
                said.append(f"a hint for {hole.task} gives away: {line}")
    stars = {str(task) for task in exercise.tasks if task.star}
    for task, own in hints.items():
        bare = {name for hint in own for name in re.findall(r"__\w+__", CODE.sub("", hint))}
        said += [f"a hint for {task}: write `{name}`, or it becomes bold" for name in sorted(bare)]
    unknown = hints.keys() - {hole.task for hole in holes} - stars
    said += [f"hints for {name}, which is no task" for name in sorted(unknown)]
    return [f"{shown(exercise.page)}:1: {text}" for text in said]


def _of_teaching(exercise: Exercise) -> list[str]:
    """Return what is wrong with the minutes of sittings and a teacher's notes, where a page has any."""
    page, said = read(exercise), []
    if sittings := page.sittings:
        banners = [title for title, _ in regions.sittings(exercise.solution)]
        if [*sittings] != [each for each in banners if each] or sum(
            sittings.values()
        ) != page.minutes:
            said.append(f"sittings are {', '.join(banners)}, of {page.minutes} minutes together")
    for title, minutes in re.findall(
        r"\*\*(.+?)\*\*, about (\d+) minutes", exercise.page.read_text(encoding="utf-8")
    ):
        if sittings.get(title) != int(minutes):
            said.append(f"{title} has {sittings.get(title)} minutes in the front matter")
    if page.teach and {*page.teach} != {*NOTES}:
        said.append(f"teach holds {', '.join(NOTES)}")
    return said

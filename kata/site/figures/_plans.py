"""The plans of a workshop, step by step: what the tables of its page are drawn from, and what a test runs."""

from dataclasses import dataclass

from kata.course import page, regions
from kata.course.exercises import Exercise, find

QUESTIONS = 4 / 3  # in a room, a third is added to what somebody needs alone
ROUND = 5  # minutes


@dataclass(frozen=True)
class Step:
    """One line of a plan: talk, a break, or an exercise, or one sitting of it, that everybody writes."""

    what: str
    minutes: int = 0  # of what is not written; the front matter has the others
    writes: str = ""  # "2", or "2 Two rules"
    runs: tuple[str, ...] = ()  # commands that work in the state that the room is in by then

    @property
    def exercise(self) -> Exercise:
        return find(self.writes.partition(" ")[0])[0]

    @property
    def sitting(self) -> str:
        return self.writes.partition(" ")[2]

    @property
    def tasks(self) -> list[str]:
        """Return the tasks that are written in it, but the stars."""
        asked = [task.name for task in self.exercise.tasks if not task.star]
        sittings = dict(regions.sittings(self.exercise.stub))
        return [name for name in asked if not self.sitting or name in sittings[self.sitting]]

    @property
    def lasts(self) -> int:
        """Return its minutes in a room."""
        if not self.writes:
            return self.minutes
        about = page.read(self.exercise)
        alone = about.sittings[self.sitting] if self.sitting else about.minutes
        return ROUND * round(alone * QUESTIONS / ROUND)


@dataclass(frozen=True)
class Plan:
    length: int  # minutes that the room has
    steps: tuple[Step, ...]


PAUSE = Step("Break.", 15)
TILE = Step("The question of [e01](e01_slope.md) on a board, by hand: a tile, a nudge, 6.", 5)
CHAIN = Step(
    "The chain rule on two boxes; then the graph of $d = a \\cdot b + a$, with a pencil.", 10
)
SLOPES = Step("`make test EX=1`", writes="1", runs=("test 1",))
RULES = Step(
    "`make test EX=2.1`, `make test EX=2.2`", writes="2 Two rules", runs=("test 2.1", "test 2.2")
)
WALK = Step("`make show EX=3`: the walk back, drawn from what they wrote.", 5, runs=("show 3",))
NINETY = Plan(
    90,
    (
        TILE,
        SLOPES,
        CHAIN,
        RULES,
        WALK,
        Step(
            "Where this leads, on your own computer: `make show EX=8`, `make show EX=10`.",
            5,
            runs=("show 8", "show 10"),
        ),
    ),
)
HALF_DAY = Plan(
    240,
    (
        TILE,
        SLOPES,
        CHAIN,
        RULES,
        WALK,
        PAUSE,
        Step(
            "Which value has its turn when: first played by people, then `make test EX=3`.",
            writes="3",
            runs=("test 3",),
        ),
        Step(
            "`make catchup EX=4` for everybody: it fills in what is open.", 5, runs=("catchup 4",)
        ),
        Step("`make test EX=4`", writes="4", runs=("test 4",)),
        PAUSE,
        Step("`make test EX=5`", writes="5", runs=("test 5",)),
        Step("`make show EX=8` on their own engine.", 5, runs=("show 8",)),
    ),
)
FIRST_DAY = Plan(
    480,
    (
        TILE,
        SLOPES,
        CHAIN,
        RULES,
        WALK,
        PAUSE,
        Step("a line each", writes="2 Algebra"),
        Step("`make test EX=2`", writes="2 Curves", runs=("test 2",)),
        Step("Lunch.", 60),
        Step("First played by people, then `make test EX=3`.", writes="3", runs=("test 3",)),
        Step("`make test EX=4`", writes="4", runs=("test 4",)),
        PAUSE,
        Step("`make test EX=5`", writes="5", runs=("test 5",)),
        Step(
            "`make test EX=6`; `make show EX=8` for who is done.",
            writes="6",
            runs=("test 6", "show 8"),
        ),
        Step("Look back: `make progress`.", 5, runs=("progress",)),
    ),
)
SECOND_DAY = Plan(
    480,
    (
        Step(
            "`make catchup EX=7` for everybody: it fills in what is open.", 5, runs=("catchup 7",)
        ),
        Step("`make test EX=7`", writes="7", runs=("test 7",)),
        PAUSE,
        Step(
            "`make test EX=8`; then `make show EX=8`: it learns.",
            writes="8",
            runs=("test 8", "show 8"),
        ),
        Step(
            "Why a product is slow: `make race EX=9 IN=solutions`, on your own computer.",
            10,
            runs=("race 9 --in solutions --seconds 1",),
        ),
        Step("Lunch.", 60),
        Step(
            "`make test EX=10.1` to `10.4`",
            writes="10 Layers",
            runs=("test 10.1", "test 10.2", "test 10.3", "test 10.4"),
        ),
        Step(
            "`make test EX=10.5` to `10.7`",
            writes="10 Loss",
            runs=("test 10.5", "test 10.6", "test 10.7"),
        ),
        PAUSE,
        Step("`make test EX=10`", writes="10 Training", runs=("test 10",)),
        Step(
            "`make show EX=10`: a network that they wrote reads handwriting.", 10, runs=("show 10",)
        ),
    ),
)
PLANS = {"ninety": NINETY, "half_day": HALF_DAY, "first_day": FIRST_DAY, "second_day": SECOND_DAY}

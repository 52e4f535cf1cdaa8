"""make show GPT=1: the network's gradients are true, it learns, it invents, and it stops when it is told to."""

import importlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from itertools import islice

import pytest

from kata.course import names
from kata.course.paths import ROOT, SOLUTIONS, TESTS
from kata.sandbox import loader
from tests.kata.show.test_show import show, tree

ENGINES = ["e02_value", "e11_fast_value"]


@pytest.fixture(params=ENGINES)
def gpt(request):
    """The module, on this engine."""
    sources = {path.stem: path for path in SOLUTIONS.glob("e*.py")}
    loader.install(sources | {"e02_value": SOLUTIONS / f"{request.param}.py"})
    sys.modules.pop("kata.show.gpt", None)
    yield importlib.import_module("kata.show.gpt")
    del sys.modules["kata.show.gpt"]


def test_gradients_agree_with_nudging(gpt):
    """Every fifth parameter of a tiny GPT that reads four tokens."""
    from exercises.e01_slope import gradient

    model = gpt.GPT(3, context=4, size=4, heads=2, rng=random.Random(1))
    for each in model.parameters():
        each.data *= 4  # so that attention has favourites
    parameters, tokens = model.parameters()[::5], [0, 2, 1, 2, 0]

    def loss(xs: list[float]) -> float:
        for each, x in zip(parameters, xs):
            each.data = x
        return gpt.loss(model, tokens).data

    start = [each.data for each in parameters]
    gpt.loss(model, tokens).backward()
    assert max(max(each) for each in model.looked) > 0.3
    nudged = gradient(loss, start)
    assert [each.grad for each in parameters] == pytest.approx(nudged, abs=1e-7)
    assert sum(abs(slope) > 1e-4 for slope in nudged) > len(parameters) / 2


def test_attention_shares_one_whole_among_what_was_read(gpt):
    model = gpt.GPT(3, context=4, size=4, heads=2, rng=random.Random(1))
    past = []
    for read, token in enumerate([0, 2, 1], start=1):
        assert len(model.read(token, past)) == 3
        assert [len(weights) for weights in model.looked] == [read, read]
        assert [sum(weights) for weights in model.looked] == pytest.approx([1.0, 1.0])


def test_what_comes_later_changes_nothing_before(gpt):
    """Otherwise it could look up what it should foresee."""
    model = gpt.GPT(3, context=4, size=4, heads=2, rng=random.Random(1))
    first, second = [], []
    same = [z.data for z in model.read(1, first)], [z.data for z in model.read(1, second)]
    model.read(0, first), model.read(2, second)
    assert same[0] == same[1]
    assert [k.data for k in first[0][0]] == [k.data for k in second[0][0]]
    last = [z.data for z in model.read(0, first)], [z.data for z in model.read(0, second)]
    assert last[0] != last[1]


def test_tokens_lead_to_the_name_and_back(gpt):
    alphabet = gpt.Alphabet(["ada", "bo"])
    assert (len(alphabet), alphabet.tokens("bod"[:2])) == (5, [0, 2, 4, 0])
    assert alphabet.name(alphabet.tokens("ada")[1:-1]) == "ada"


def test_a_training_lowers_the_loss_and_a_seed_repeats_it():
    words = ("--gpt", "--in", "solutions", "--steps", "100", "--seed", "3")
    status, printed = show(*words)

    assert status == 0, printed
    assert printed.isascii()
    assert max(map(len, printed.splitlines())) <= 80
    assert "stands in" not in printed
    losses = [float(row[1]) for row in re.findall(r"^ +([\d,]+)  +(\d\.\d\d) ", printed, re.M)]
    assert len(losses) == 11
    assert losses[-1] < losses[0] - 0.3
    assert show(*words) == (0, printed)
    assert show(*words[:-1], "4")[1] != printed


def test_the_bound_is_that_of_the_counted_pairs():
    """After a: the end, and b or c, once each: ln 2 here and there, 0 where nothing else can come."""
    from kata.show import gpt_names

    assert gpt_names.bigram(["ab", "ac"]) == pytest.approx(2 * 0.6931471805599453 / 6)


def test_the_names_are_names():
    found = names.load()
    assert len(found) == len(set(found)) > 1000
    assert found == sorted(found)


@pytest.mark.parametrize("text", ["ada\nBo\n", "ada\nzoë\n", "ada\nabcdefghij\n", "", None])
def test_a_damaged_list_is_named(tmp_path, monkeypatch, text):
    from kata.errors import CommandError, back

    monkeypatch.setattr(names, "FILE", tmp_path / "names.txt")
    if text is not None:
        names.FILE.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=rf"names\.txt.*{back('data')[:3]}"):
        names.load()


def test_the_fast_engine_is_used_where_it_has_passed(tmp_path):
    folder = tree(tmp_path)
    words = ("--gpt", "--in", folder, "--steps", "2")
    assert "Values of e11_fast_value" in show(*words)[1]
    assert "Values of e02_value" in show(*words, "--alone")[1]
    (tmp_path / "e11_fast_value.py").unlink()
    status, printed = show(*words)
    assert (status, "Values of e02_value" in printed) == (0, True), printed
    assert "stands in" not in printed


def test_what_is_not_written_is_stood_in_for(tmp_path):
    folder = tree(tmp_path)
    for stem in ("e06_losses", "e11_fast_value"):
        shutil.copy(ROOT / "exercises" / f"{stem}.py", tmp_path)
    words = ("--gpt", "--in", folder, "--steps", "2")
    status, printed = show(*words)
    assert status == 0, printed
    assert printed.endswith("The solution stands in for e06_losses.\n")
    status, printed = show(*words, "--own")
    assert status == 1
    assert "e06_losses is not written yet" in printed


def test_a_loss_that_needs_the_first_engine_is_stood_in_for(tmp_path):
    folder = tree(tmp_path)
    shutil.copy(TESTS / "accepted" / "e06_losses" / "one_node.py", tmp_path / "e06_losses.py")
    status, printed = show("--gpt", "--in", folder, "--steps", "2", "--own")
    assert status == 0, printed
    assert "e06_losses: the solution stands in, since its loss does not build on the" in printed


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for one process alone")
def test_ctrl_c_keeps_what_is_learned():
    words = ("show", "GPT=1", "IN=solutions", "STEPS=100000")
    command = [sys.executable, "-m", "kata", *words]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=os.environ, **streams) as running:
        while not running.stdout.readline().startswith("      0 "):
            assert running.poll() is None
        running.send_signal(signal.SIGINT)
        rest = running.stdout.read()
    assert running.returncode == 0, rest
    assert "Invented:" in rest
    assert "Traceback" not in rest


def test_time_that_runs_out_keeps_what_is_learned():
    status, printed = show("--gpt", "--in", "solutions", "--steps", "100000", "--seconds", "3")
    assert (status, "Invented:" in printed) == (0, True), printed


@pytest.mark.parametrize(
    "words", [["3", "--gpt"], ["3", "--steps", "5"], ["--gpt", "--steps", "-1"]]
)
def test_what_does_not_go_together_is_refused(words):
    status, printed = show(*words)
    assert status == 2
    assert len(printed.splitlines()) == 1


def test_the_record_of_the_page_is_of_this_training():
    """Its first 100 steps again; python -m kata.bench.gpt records them all."""
    from kata.bench import gpt as bench

    bench.engine()
    sys.modules.pop("kata.show.gpt", None)
    gpt, training = (
        importlib.import_module("kata.show.gpt"),
        importlib.import_module("kata.show.gpt_names"),
    )
    alphabet = gpt.Alphabet(names.load())
    model = gpt.GPT(len(alphabet), names.LONGEST + 1, rng=random.Random(bench.SEED))
    steps = training.STEPS[bench.ENGINE]
    all_losses = training.training(model, alphabet, names.load(), steps, bench.SEED)
    losses = [*islice(all_losses, bench.EVERY)]
    recorded = json.loads(bench.FILE.read_text(encoding="utf-8"))
    assert sum(losses) / len(losses) == pytest.approx(recorded["losses"][0], abs=6e-5)
    assert recorded["parameters"] == len(model.parameters())
    del sys.modules["kata.show.gpt"]

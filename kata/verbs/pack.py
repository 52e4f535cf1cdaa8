"""Make neural-kata.zip for a class, without what gives HIDE=4-6 away (or all, none).

SITE=1 packs the built site with it, WHEELS=1 the packages for this Python and machine, WHEELS=all
those for Linux, macOS and Windows. OUT=FILE writes it elsewhere.
"""

from pathlib import Path

from kata.course import archive
from kata.course.files import write_file
from kata.course.paths import ROOT
from kata.errors import CommandError, shown
from kata.pack import contents, sealed, site, wheels
from kata.pack.hidden import hidden as hidden_by
from kata.pack.hidden import left_out

ZIP = ROOT / "neural-kata.zip"
WHEELS = "bring the packages, for this Python and machine, or for all"
OWN = {
    "--hide": {"default": "none", "metavar": "4-6", "help": "4-6, 4,6, all or none"},
    "--site": {"action": "store_true", "help": "pack the built site with it"},
    "--wheels": {"nargs": "?", "const": "1", "default": "", "metavar": "all", "help": WHEELS},
    "--out": {"default": "", "metavar": "FILE", "help": "write it there"},
}


def run(options) -> int:
    if options.wheels not in ("", "1", "all"):
        raise CommandError(f"WHEELS={options.wheels}: it is 1, for this machine, or all.")
    hidden, asked = hidden_by(options.hide), hidden_by(options.hide, alone=True)
    out = Path(options.out).expanduser().resolve() if options.out else ZIP
    out = out / ZIP.name if out.is_dir() else out
    found = contents.contents(hidden, asked)
    if options.site:
        found |= site.site(found, hidden)
    if options.wheels:
        found |= wheels.wheels(options.wheels == "all")
    write_file(out, archive.zipped(found))
    print(f"Hidden: {', '.join(each.stem for each in asked) or 'nothing'}")
    if more := ", ".join(each.stem for each in hidden if each not in asked):
        print(f"Hidden with it, since the solutions repeat what is hidden: {more}")
    if given_away := left_out(hidden):
        names = ", ".join(each.stem for each in given_away)
        print(f"Left out altogether, since what is given there repeats what is hidden: {names}")
    there = [each for each in hidden if each not in given_away]
    gone, known = sealed.left_out(there, asked)
    if gone:
        said = f"{gone} of {known} known mistakes quote lines of a solution"
        print(f"{said}: in the pack they are wrong, as ever, but not named.")
    print(f"{shown(out)}: {len(found)} files, {out.stat().st_size / 1e6:.1f} MB")
    return 0

# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The frame of the project: its script, its papers, and the checks that guard them."""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PAPERS = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))]

licences = SimpleNamespace(**runpy.run_path(str(ROOT / "tools" / "check_licences.py")))
headers = SimpleNamespace(**runpy.run_path(str(ROOT / "tools" / "check_headers.py")))


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


# The script ./run


def run(*arguments: str, script: Path = ROOT / "run", **environment: str) -> subprocess.CompletedProcess[str]:
    command = ["sh", str(script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | environment, timeout=60)


def test_help_names_every_command() -> None:
    answer = run("help")
    assert answer.returncode == 0
    assert not answer.stderr
    for command in ("demo", "test", "check", "bench", "help"):
        assert re.search(rf"^  {command}\b", answer.stdout, re.MULTILINE), command
    assert run().stdout == answer.stdout


def test_an_unknown_command_is_refused_with_the_help() -> None:
    answer = run("dmeo")
    assert answer.returncode == 1
    assert not answer.stdout
    assert "Onbekende opdracht: dmeo" in answer.stderr
    assert "./run OPDRACHT" in answer.stderr


FAKE_PYTHON = """#!/bin/sh
echo "$@" >>"$LOG"
case "$1 $2" in
    "-c "*) exit "${OLD:-0}" ;;
    "-m venv")
        mkdir -p "$3/bin"
        cp "$0" "$3/bin/python"
        echo "command = python3 -m venv $3" >"$3/pyvenv.cfg"
        printf '#!/bin/sh\\necho started "$@"\\necho in "${BIJGEPRAAT_DATA##*/}"\\n' >"$3/bin/bijgepraat"
        chmod +x "$3/bin/bijgepraat"
        ;;
    "-m pip") exit "${PIP:-0}" ;;
    "--version ") echo "Python 3.12.0" ;;
esac
"""


class Clone:
    """A copy of what ./run needs, with a Python that only writes down what it is asked to do."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "een kloon"  # a space in the path must do no harm
        self.tools = folder / "bin"
        self.log = folder / "log"
        (self.root / "requirements").mkdir(parents=True)
        self.tools.mkdir()
        for name in ("run", "pyproject.toml", "requirements/build.txt", "requirements/runtime.txt", "requirements/runtime.in"):
            shutil.copy(ROOT / name, self.root / name)
        for name in ("sh", "cat", "cksum", "cp", "chmod", "dirname", "grep", "mkdir", "mv", "rm"):
            found = shutil.which(name)
            assert found, name
            (self.tools / name).symlink_to(found)
        (self.tools / "python3").write_text(FAKE_PYTHON)
        (self.tools / "python3").chmod(0o755)

    def demo(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        self.log.unlink(missing_ok=True)
        return run("demo", *arguments, script=self.root / "run", PATH=str(self.tools), LOG=str(self.log), **environment)

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    def asked(self) -> list[str]:
        """What pip and venv were asked to do, without the paths and what is the same each time."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        wanted = [line for line in lines if line.startswith(("-m venv", "-m pip"))]
        shorter = [line.replace(f"{self.root}", "ROOT").removeprefix("-m ") for line in wanted]
        return [line.replace("pip install --quiet --no-input --disable-pip-version-check ", "") for line in shorter]


PACKAGES = [
    "--require-hashes -r ROOT/requirements/build.txt",
    "--require-hashes -r ROOT/requirements/runtime.txt",
    "--no-deps --no-build-isolation -e ROOT",
]


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path)


def test_the_first_time_everything_is_installed_from_the_locks_and_then_nothing(clone: Clone) -> None:
    first = clone.demo("--port", "8001")
    assert (first.returncode, first.stdout) == (0, "started demo --port 8001\nin .demo\n")
    assert clone.asked() == ["venv ROOT/.venv", *PACKAGES]
    second = clone.demo("--data", "een map")
    assert (second.returncode, second.stdout, second.stderr) == (0, "started demo --data een map\nin .demo\n", "")
    assert clone.asked() == []


def test_a_changed_lock_is_installed_into_the_same_environment(clone: Clone) -> None:
    clone.demo()
    with (clone.root / "requirements" / "runtime.txt").open("a") as lock:
        lock.write("# another version\n")
    assert clone.demo().returncode == 0
    assert clone.asked() == PACKAGES


def test_an_installation_that_failed_is_said_so_and_made_anew(clone: Clone) -> None:
    failed = clone.demo(PIP="1")
    assert failed.returncode == 1
    assert not failed.stdout
    assert "Installeren is niet gelukt" in failed.stderr
    leftover = clone.venv / "half-geïnstalleerd"
    leftover.touch()
    assert clone.demo().returncode == 0
    assert clone.asked() == ["venv ROOT/.venv", *PACKAGES]
    assert not leftover.exists()


@pytest.mark.parametrize("written", ["", "999999999\n"])
def test_an_installation_that_was_killed_is_made_anew(clone: Clone, written: str) -> None:
    clone.demo()
    (clone.venv / ".bezig").write_text(written)
    assert clone.demo().returncode == 0
    assert clone.asked() == ["venv ROOT/.venv", *PACKAGES]


def test_two_do_not_install_at_once(clone: Clone) -> None:
    clone.demo()
    (clone.venv / ".bezig").write_text(f"{os.getpid()}\n")
    second = clone.demo()
    assert second.returncode == 1
    assert str(os.getpid()) in second.stderr
    assert clone.asked() == []


def test_a_project_that_moved_gets_a_new_environment(clone: Clone) -> None:
    clone.demo()
    moved = clone.root.with_name("elders")
    clone.root.rename(moved)
    clone.root = moved
    assert clone.demo().returncode == 0
    assert clone.asked() == ["venv ROOT/.venv", *PACKAGES]


def test_without_a_fitting_python_both_languages_say_what_is_missing(clone: Clone) -> None:
    answer = clone.demo(OLD="1")
    assert answer.returncode == 1
    assert "heeft Python 3.11 of nieuwer nodig" in answer.stderr
    assert "needs Python 3.11 or newer" in answer.stderr
    assert clone.asked() == []


@pytest.fixture
def ci(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs .ci/run on a machine with only the given programs, where `./run` says what it was asked and ends with 3."""
    (tmp_path / "project" / ".ci").mkdir(parents=True)
    script = shutil.copy(ROOT / ".ci" / "run", tmp_path / "project" / ".ci" / "run")
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("bash", "cat", "chmod", "dirname", "mktemp", "rm", "tail"):
        found = shutil.which(name)
        assert found, name
        (tools / name).symlink_to(found)

    def start(**programs: str) -> subprocess.CompletedProcess[str]:
        for name, body in programs.items():
            place = tools / name.replace("_", "-")
            place.write_text(f"#!{tools / 'bash'}\n{body}\n")
            place.chmod(0o755)
        (tmp_path / "project" / "run").write_text(f"#!{tools / 'bash'}\necho asked: $*\nexit 3\n")
        (tmp_path / "project" / "run").chmod(0o755)
        command = [str(tools / "bash"), script]
        return subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": str(tools)}, timeout=60)

    return start


INSTALLS = 'echo "$@"; [ "$1" = update ] || { echo "#!/bin/sh" >"${0%/*}/chromium"; chmod +x "${0%/*}/chromium"; }'


@pytest.mark.parametrize(
    ("programs", "said"),
    [
        ({"chromium": "exit 0"}, r"Browser: .*/chromium"),
        ({"id": "echo 0", "apt_get": INSTALLS}, r"installing chromium with apt-get\nBrowser: .*/chromium"),
        ({"id": "echo 0", "apt_get": "echo geen verbinding; exit 100"}, r"geen verbinding\nInstalling chromium failed"),
        ({"id": "echo 1000", "apt_get": INSTALLS}, r"No browser, and no right to install one"),
        ({"id": "echo 0"}, r"No browser, and no right to install one"),
    ],
    ids=["there", "installed", "failed", "no root", "no apt-get"],
)
def test_ci_wants_a_browser_and_ends_as_the_tests_end(
    ci: Callable[..., subprocess.CompletedProcess[str]], programs: dict[str, str], said: str
) -> None:
    answer = ci(**programs)
    assert re.search(said, answer.stdout)
    assert answer.stdout.endswith("\nasked: test\n")
    assert (answer.returncode, answer.stderr) == (3, "")


def test_the_scripts_can_be_started() -> None:
    assert os.access(ROOT / "run", os.X_OK)
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


# The papers


def test_the_readme_gives_the_two_commands() -> None:
    assert "./run demo" in read("README.md")
    assert "./run test" in read("README.md")
    assert "BIJGEPRAAT_DATA" in read("README.md")


def test_the_readme_names_the_commands_that_there_are() -> None:
    from bijgepraat.cli import program

    context = click.Context(program)
    known = {name: program.get_command(context, name) for name in program.list_commands(context)}
    named = re.findall(r"^\| `bijgepraat ([a-z]+)", read("README.md"), re.MULTILINE)
    assert sorted(named) == sorted(name for name, command in known.items() if command is not None and not command.hidden)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_papers_lead_somewhere(paper: Path) -> None:
    targets = re.findall(r"\]\(([^)\s#]+)(?:#[^)]*)?\)", paper.read_text(encoding="utf-8"))
    local = [target for target in targets if not target.startswith(("http:", "https:", "mailto:"))]
    assert [target for target in local if not (paper.parent / target).exists()] == []


def test_decisions_are_numbered_without_gaps_and_listed() -> None:
    found = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert [name[:4] for name in found] == [f"{number:04}" for number in range(1, len(found) + 1)]
    for name in found:
        text = read(f"docs/decisions/{name}")
        assert re.search(r"^Date: \d{4}-\d\d-\d\d\b", text, re.MULTILINE), name
        assert [line for line in text.splitlines() if line.startswith("## ")] == [
            "## Context",
            "## Decision",
            "## Consequences",
        ], name
        assert f"]({name})" in read("docs/decisions/README.md"), name


def test_the_version_is_the_same_everywhere() -> None:
    version = PYPROJECT["project"]["version"]
    released = re.findall(r"^## \[(\d[^\]]*)\]", read("CHANGELOG.md"), re.MULTILINE)
    assert released[0] == version
    assert scalars(read("publiccode.yml"))["softwareVersion"] == version


def scalars(text: str) -> dict[str, str]:
    """The values of a plain YAML file by their path (`legal/license`); lists give "- …", blocks their first line's mark.

    Knows only what publiccode.yml uses: two spaces a level, no anchors, no flow style. Raises `ValueError` on anything else.
    """
    found: dict[str, str] = {}
    path: list[str] = []
    block: int | None = None
    for number, line in enumerate(text.splitlines(), 1):
        indent = len(line) - len(line.lstrip(" "))
        if not line.strip() or line.lstrip().startswith("#") or (block is not None and indent > block):
            continue
        block = None
        match = re.fullmatch(r"(?: {2})*(?:(- .+)|([A-Za-z]+):(?: (.+))?)", line)
        if not match or indent // 2 > len(path):
            raise ValueError(f"line {number}: {line!r}")
        item, key, value = match.groups()
        if item:
            name = "/".join(path[: indent // 2])
            found[name] = (found.get(name, "") + "\n" + item).strip()
            path = [*path[: indent // 2], "-"]
            continue
        path = [*path[: indent // 2], key]
        name = "/".join(path)
        if name in found:
            raise ValueError(f"line {number}: {name} for the second time")
        found[name] = (value or "").strip('"')
        if value in {">", "|"}:
            block = indent
    return found


def test_publiccode_has_what_the_standard_requires() -> None:
    found = scalars(read("publiccode.yml"))
    assert found["publiccodeYmlVersion"] == "0.4"
    for name in ("name", "url", "platforms", "categories", "developmentStatus", "softwareType"):
        assert found[name], name
    assert found["legal/license"] == PYPROJECT["project"]["license"] == "EUPL-1.2"
    assert found["maintenance/type"] in {"internal", "community"}
    assert "name:" in found["maintenance/contacts"]
    assert found["localisation/localisationReady"] in {"true", "false"}
    assert found["localisation/availableLanguages"] == "- nl"
    assert found["dependsOn/open"]
    for language in ("nl", "en"):
        assert 20 <= len(found[f"description/{language}/shortDescription"]) <= 150
        assert found[f"description/{language}/longDescription"] == ">"
        assert found[f"description/{language}/features"].count("- ") >= 5
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", found["releaseDate"])


@pytest.mark.parametrize("broken", ["naam", "a:\n\tb: c", "a: b\na: c", "a:\n      b: c", "a:\n  b: >\n    tekst\n c: d"])
def test_broken_publiccode_would_be_noticed(broken: str) -> None:
    with pytest.raises(ValueError, match="line"):
        scalars(broken)


def test_the_licence_is_the_whole_eupl() -> None:
    text = read("LICENSE")
    assert text == read("LICENSES/EUPL-1.2.txt")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    articles = re.findall(r"^(\d+)\.\s?[A-Z]", text, re.MULTILINE)
    assert articles == [str(number) for number in range(1, 16)]
    assert text.rstrip().endswith("require the production of a new EUPL version.")


# What the repository holds

_PLACES = re.compile(r"(?<![\w.~-])/(?:work|root|home|Users)/\w")
_HOSTS = re.compile(
    "|".join(re.escape(".".join(parts)) for parts in [("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org")])
)


def test_no_file_names_a_place_on_a_machine_or_a_registry() -> None:
    assert _PLACES.search("see " + "/work" + "/main")
    assert _HOSTS.search("https://files." + "pythonhosted" + ".org/x")
    found = []
    for name in headers.project_files(ROOT):
        text = (ROOT / name).read_bytes().decode("utf-8", errors="replace")
        found += [f"{name}: {match.group()}" for pattern in (_PLACES, _HOSTS) for match in [pattern.search(text)] if match]
    assert found == []


@pytest.mark.parametrize("name", ["build", "runtime", "develop"])
def test_locks_hold_what_was_asked_for_with_hashes(name: str) -> None:
    blocks = re.split(r"^(?=[A-Za-z0-9])", read(f"requirements/{name}.txt"), flags=re.MULTILINE)
    blocks = [block for block in blocks if block and not block.startswith("#")]
    locked = {re.split(r"==", block)[0].lower().replace("_", "-") for block in blocks}
    assert all(re.match(r"[\w.-]+==[\w.]+", block) and "--hash=sha256:" in block for block in blocks)
    asked = re.findall(r"^([A-Za-z0-9][\w.-]*)", read(f"requirements/{name}.in"), re.MULTILINE)
    assert asked
    assert {wish.lower().replace("_", "-") for wish in asked} <= locked


def test_developers_have_the_versions_that_users_have() -> None:
    pin = re.compile(r"^[\w.-]+==[^\\\n]+", re.MULTILINE)  # with its marker: some have a version per Python
    develop, runtime = (set(pin.findall(read(f"requirements/{name}.txt"))) for name in ("develop", "runtime"))
    assert runtime and runtime - develop == set()


# The checks


@pytest.mark.parametrize(
    ("expression", "taken"),
    [
        ("MIT", True),
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0-only", False),
        ("LGPL-2.1-or-later", True),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
        ("MIT AND GPL-2.0-only", False),
        ("MIT OR Apache-2.0 AND GPL-2.0-only", True),
        ("(MIT OR Apache-2.0) AND GPL-2.0-only", False),
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", True),
        ("Apache-2.0 WITH LLVM-exception AND MIT", True),
        ("GPL-2.0-only WITH Classpath-exception-2.0", False),
    ],
)
def test_a_licence_expression_is_weighed(expression: str, taken: bool) -> None:
    assert licences.acceptable(expression) is taken


@pytest.mark.parametrize("expression", ["", "MIT OR", "(MIT", "MIT)", "AND MIT", "MIT Apache-2.0"])
def test_a_malformed_licence_expression_is_refused(expression: str) -> None:
    with pytest.raises(ValueError, match="SPDX"):
        licences.acceptable(expression)
    assert licences.judge(expression or "(", "", []) is not None


@pytest.mark.parametrize(
    ("licence", "classifiers", "taken"),
    [
        ("BSD-3-Clause, Apache-2.0", [], True),
        ("", ["License :: OSI Approved :: MIT License"], True),
        ("", ["License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)"], True),
        ("", ["License :: OSI Approved :: GNU General Public License v3 (GPLv3)"], False),
        ("Dual Licensed - GNU AFFERO GPL 3.0 or Artifex Commercial License", [], False),
        ("MIT License\n\nThis text compares itself with the GPL somewhere below its first line.", [], True),
        ("", [], False),
    ],
)
def test_older_statements_of_licence_are_weighed(licence: str, classifiers: list[str], taken: bool) -> None:
    assert (licences.judge("", licence, classifiers) is None) is taken


def test_a_dependency_that_is_not_installed_is_a_fault_unless_it_is_for_another_system() -> None:
    lock = "bestaat-niet==1.0 \\\n    --hash=sha256:00\nelders-nodig==1.0 ; sys_platform == 'win32' \\\n    --hash=sha256:00\n"
    assert licences.requirements(lock) == [("bestaat-niet", False), ("elders-nodig", True)]
    assert list(licences.problems(lock)) == ["bestaat-niet: not installed"]


def test_a_list_without_dependencies_is_no_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "leeg.txt").write_text("# niets\n")
    assert licences.main([str(tmp_path / "leeg.txt")]) == 1
    assert "leeg.txt" in capsys.readouterr().err


# REUSE-IgnoreStart
LINES = "# SPDX-FileCopyrightText: 2026 Iemand\n# SPDX-License-Identifier: EUPL-1.2\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Callable[..., Path]:
    def make(**files: str) -> Path:
        subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
        (tmp_path / "LICENSES").mkdir()
        (tmp_path / "LICENSES" / "EUPL-1.2.txt").write_text("text of the licence\n")
        for name, content in files.items():
            path = tmp_path / name.replace("__", "/").replace("_dot_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
        return tmp_path

    return make


COVER = '[[annotations]]\npath = ["**.md", "data/*"]\nSPDX-FileCopyrightText = "2026 Iemand"\nSPDX-License-Identifier = "{}"\n'


def test_files_with_headers_or_cover_are_in_order(checkout: Callable[..., Path]) -> None:
    root = checkout(
        a_dot_py=LINES, leeg_dot_py="", docs__x_dot_md="x", data__y_dot_csv="1", REUSE_dot_toml=COVER.format("EUPL-1.2")
    )
    # An empty file needs no header, but somebody's it is: here nothing covers it.
    assert [line.split(":")[0] for line in headers.problems(root)] == ["leeg.py"]
    (root / "leeg.py").unlink()
    assert headers.main([str(root)]) == 0


def test_program_text_carries_its_own_lines(checkout: Callable[..., Path]) -> None:
    half = "# SPDX-License-Identifier: EUPL-1.2\n"
    root = checkout(ok_dot_py=LINES, data__a_dot_py="x = 1\n", half_dot_py=half, REUSE_dot_toml=COVER.format("EUPL-1.2"))
    assert [line.split(":")[0] for line in headers.problems(root)] == ["data/a.py", "half.py"]
    assert headers.main([str(root)]) == 1


def test_a_star_stops_at_a_slash(checkout: Callable[..., Path]) -> None:
    root = checkout(ok_dot_py=LINES, data__diep__y_dot_csv="1", REUSE_dot_toml=COVER.format("EUPL-1.2"))
    assert [line.split(":")[0] for line in headers.problems(root)] == ["data/diep/y.csv"]


def test_licences_have_their_text_and_texts_their_use(checkout: Callable[..., Path]) -> None:
    root = checkout(x_dot_md="x", REUSE_dot_toml=COVER.format("CC0-1.0"))
    assert list(headers.problems(root)) == [
        "x.md: LICENSES/CC0-1.0.txt does not exist",
        "LICENSES/EUPL-1.2.txt: no file is under this licence",
    ]


def test_ignored_files_are_not_the_projects(checkout: Callable[..., Path]) -> None:
    root = checkout(ok_dot_py=LINES, uit_dot_py="x = 1\n")
    (root / ".gitignore").write_text(LINES + "uit.py\n")
    assert headers.project_files(root) == [".gitignore", "LICENSES/EUPL-1.2.txt", "ok.py"]
    assert list(headers.problems(root)) == []


def test_outside_a_checkout_the_check_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(SystemExit, match="git"):
        headers.project_files(tmp_path)


# REUSE-IgnoreEnd

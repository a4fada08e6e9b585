"""The command: help that can be pasted, exit codes, tables to start from, documents up to date."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from festplan import cli, texts
from festplan.cli import festplan, spoken
from festplan.complaints import blocking
from festplan.inputs.reading import read_folder
from festplan.publish.handbook import handbook, tables_chapter
from tests.folders import COURTYARD, DEFAULT, HERE, run

VERBS = sorted(festplan.commands)


@pytest.mark.parametrize("verb", VERBS)
def test_help_ends_with_an_example(verb):
    """Whoever asks for help can paste the example below it."""
    result = run(verb, "--help")

    assert result.exit_code == 0
    assert re.search(rf"(Example|Beispiel):\n +festplan {verb}", result.output)


@pytest.mark.parametrize("verb", VERBS)
def test_examples_name_real_options(verb):
    """The example of each verb uses options that it has."""
    example = re.search(r"festplan (.*)", festplan.commands[verb].help)[1]
    options = {name for p in festplan.commands[verb].params for name in p.opts}

    used = {word for word in shlex.split(example) if word.startswith("--")}

    assert used <= options


def test_a_mistyped_command_ends_with_2():
    """What the shell of a volunteer mistypes is neither the tables' fault nor ours."""
    assert run("paln").exit_code == 2
    assert run("plan", "--secunds", "3").exit_code == 2


def test_our_own_mistake_ends_with_3_and_a_report(monkeypatch, tmp_path, capsys):
    """What we did not foresee is called our mistake, with a report instead of a trace."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["festplan", "check"])
    monkeypatch.setattr(cli, "festplan", lambda **options: 1 / 0)

    with pytest.raises(SystemExit) as ended:
        cli.main()

    assert ended.value.code == 3
    assert "Traceback" not in capsys.readouterr().err
    assert "ZeroDivisionError" in Path("festplan-error.txt").read_text()


def test_language_comes_from_the_option_or_the_locale(monkeypatch):
    """German where the machine is German, English where nobody said anything."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "de_AT.UTF-8")

    assert spoken(["plan"]) == "de"
    assert spoken(["plan", "--lang", "en"]) == "en"
    assert spoken(["plan", "--lang=en"]) == "en"

    monkeypatch.setenv("LANG", "xx_XX.UTF-8")
    assert spoken(["plan"]) == "en"


def test_new_lays_the_default_festival(tmp_path):
    """A new folder holds the example festival, whose tables are in order."""
    result = run("new", tmp_path / "mine", "--lang", "en")

    assert result.exit_code == 0
    assert read_folder(tmp_path / "mine").festival is not None
    assert {p.name for p in (tmp_path / "mine").iterdir()} == {
        p.name for p in DEFAULT.glob("*.csv")
    }


@pytest.mark.parametrize("language", ["de", "en"])
def test_empty_tables_have_headings_that_we_read(tmp_path, language):
    """Empty tables are complained about for being empty, not for their headings."""
    run("new", tmp_path / "mine", "--empty", "--lang", language)

    read = read_folder(tmp_path / "mine")

    assert {c.says.en for c in blocking(read.complaints)} == {"The table has no rows."}
    assert not [c for c in read.complaints if c.place.column]


def test_the_default_festival_is_the_same_in_german(tmp_path):
    """German headings, semicolons and file names give the very same festival."""
    run("new", tmp_path / "de", "--lang", "de")

    german = read_folder(tmp_path / "de")

    assert german.complaints == ()
    assert german.texts == read_folder(DEFAULT).texts


def test_new_overwrites_nothing(tmp_path):
    """A folder that has something in it is left alone."""
    (tmp_path / "events.csv").write_text("mine")

    result = run("new", tmp_path, "--lang", "en")

    assert result.exit_code == 1
    assert [p.name for p in tmp_path.iterdir()] == ["events.csv"]


def test_rules_shows_a_page_of_the_handbook():
    """One rule, in both languages, with its examples; a near name for a mistyped one."""
    german = run("rules", "walking_time", "--lang", "de")
    wrong = run("rules", "walkin_time", "--lang", "en")

    assert german.exit_code == 0
    assert "Jeder Akteur hat Zeit" in german.output
    assert "Broken:" in german.output
    assert wrong.exit_code == 1
    assert "walking_time" in wrong.output


@pytest.mark.parametrize(("file", "language"), [("rules.md", "en"), ("regeln.md", "de")])
def test_the_handbook_is_up_to_date(file, language):
    """The printed handbook says what the rules say now."""
    written = (HERE / "docs" / file).read_text(encoding="utf-8")

    assert written == handbook(language), f"festplan rules --all --lang {language} > docs/{file}"


@pytest.mark.parametrize(("file", "language"), [("tables.md", "en"), ("tabellen.md", "de")])
def test_the_description_of_tables_is_up_to_date(file, language):
    """What is printed about the tables is what the columns say now."""
    written = (HERE / "docs" / file).read_text(encoding="utf-8")

    assert written == tables_chapter(language), f"festplan tables --lang {language} > docs/{file}"


def test_a_third_language_needs_no_code(tmp_path, monkeypatch):
    """A file with sentences is enough to speak another language, and to read its headings."""
    (tmp_path / "nl.toml").write_text(
        '[sentences]\n"The table has no rows." = "De tabel heeft geen regels."\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(texts, "FOLDER", tmp_path)
    texts.translations.cache_clear()
    texts.languages.cache_clear()

    assert texts.languages() == ("de", "en", "nl")
    says = texts.Text(en="The table has no rows.", de="Die Tabelle hat keine Zeilen.")
    assert says.in_language("nl") == "De tabel heeft geen regels."
    assert texts.Text(en="Left out", de="Nicht im Plan").in_language("nl") == "Left out"

    texts.translations.cache_clear()
    texts.languages.cache_clear()


def test_checking_tables_does_not_import_the_solver(tmp_path):
    """Who only checks does not wait for what only planning needs."""
    code = (
        "import sys; from festplan.cli import festplan\n"
        f"arguments = ['check', {str(COURTYARD)!r}, '--out', {str(tmp_path)!r}]\n"
        "try: festplan(arguments, standalone_mode=False)\n"
        "except SystemExit: pass\n"
        "heavy = {'ortools', 'pandas', 'numpy', 'typst', 'icalendar', 'openpyxl', 'xlsxwriter'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )

    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert result.stdout.splitlines()[-1] == "[]"


def test_readme_commands_name_real_verbs():
    """Every festplan command in the README exists, with its options."""
    readme = (HERE / "README.md").read_text(encoding="utf-8")

    for verb, rest in re.findall(r"\.venv/bin/festplan (\w+)([^#\n]*)", readme):
        options = {name for p in festplan.commands[verb].params for name in p.opts}
        assert {w for w in rest.split() if w.startswith("--")} <= options

"""The words of the pages: none is left out of the catalogue, and each is shown in the language of who reads."""

from __future__ import annotations

import ast
import re
from contextvars import copy_context
from pathlib import Path
from typing import Any, get_args

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po
from jinja2 import nodes
from tests.report.sample_answer import sample_answer
from tests.web.bracketed import READS, TAG, faults_of, outside
from tests.web.conftest import TOKEN, Client
from tests.web.network_client import NetworkClient

import osteotwin as ot
from osteotwin.web import outlook_view
from osteotwin.web.app import create_app
from osteotwin.web.language import DOMAIN, LOCALE, languages, speak, whole_number, wished
from osteotwin.web.models import JobOut
from osteotwin.web.page import environment, page
from osteotwin.web.script_words import SCRIPT_WORDS

WEB = LOCALE.parent
TEMPLATES = sorted([*WEB.glob("templates/*.j2"), *WEB.glob("network/templates/*.j2")])
SCRIPTS = sorted(WEB.glob("static/*.js"))


@pytest.fixture
def reader(client: Client) -> Client:
    """Somebody whose browser asks for the language of brackets."""
    client.headers |= READS
    return client


@pytest.mark.parametrize(
    ("header", "spoken"),
    [
        ("", "en"),
        ("de", "de"),
        ("DE-at", "de"),
        ("fr, de;q=0.8, en;q=0.5", "de"),
        ("en-US, en;q=0.9, de;q=0.8", "en"),
        ("de;q=0.3, pt-BR;q=0.4", "pt-BR"),
        ("pt", "en"),
        ("de;q=0", "en"),
        ("de;q=2, *", "en"),
        ("de;level=1", "en"),
        (",;q=,-,*;q=0.5", "en"),
        ("x," * 10_000 + "de", "en"),
    ],
)
def test_a_browser_is_answered_in_a_language_that_it_asks_for(header: str, spoken: str) -> None:
    assert wished(header, ["en", "de", "pt-BR"]) == spoken


def test_the_template_for_translators_has_every_word() -> None:
    options = {"**.j2": {"newstyle_gettext": "true", "silent": "false"}}
    methods = [("**.py", "python"), ("**.j2", "jinja2")]
    keywords = {**DEFAULT_KEYWORDS, "Words": None}
    found = {
        (context, one)
        for _, _, one, _, context in extract_from_dir(WEB, methods, options, keywords)  # type: ignore[arg-type]
    }
    with (LOCALE / f"{DOMAIN}.pot").open("rb") as file:
        shipped = {(one.context, one.id) for one in read_po(file) if one.id}
    assert found == shipped, "run: uv run --frozen bash scripts/words"


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_a_template_says_nothing_past_the_catalogue(file: Path) -> None:
    tree = environment(file.parent).parse(file.read_text(encoding="utf-8"))
    assert outside("".join(one.data for one in tree.find_all(nodes.TemplateData))) == []
    translated = {id(word) for call in tree.find_all(nodes.Call) for word in call.args if _translates(call)}
    constants = (one for shown in tree.find_all(nodes.Output) for one in shown.find_all(nodes.Const))
    words = [one.value for one in constants if isinstance(one.value, str) and id(one) not in translated]
    assert [one for one in words if re.search(r"[A-Z][a-z]|[a-z]{2} [a-z]", one)] == []


def _translates(call: nodes.Call) -> bool:
    name = call.node
    return isinstance(name, nodes.Name) and name.name in ("_", "gettext", "ngettext", "pgettext", "npgettext")


def test_refusals_say_nothing_past_the_catalogue() -> None:
    for file in WEB.glob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in ("HTTPException", "BusyError"):
                said = call.args[-1]
                assert not isinstance(said, ast.Constant | ast.JoinedStr), (file.name, ast.unparse(said))


def test_scripts_say_nothing_past_the_catalogue() -> None:
    asked = set(get_args(JobOut.model_fields["state"].annotation))
    for file in SCRIPTS:
        text = re.sub(r"(^|\s)//.*", "", file.read_text(encoding="utf-8"))
        strings = re.findall(r'"[^"\n]*"|`[^`]*`', text)
        assert [one for one in strings if re.search(r"[A-Z][a-z]+ [a-z]|[a-z]\. |…", one)] == [], file.name
        for call in re.findall(r"\bword\(([^()]*)", text):
            asked |= set(re.findall(r'"(\w+)"', call))
    assert asked == set(SCRIPT_WORDS)


@pytest.mark.parametrize("file", sorted(WEB.glob("static/*.css")), ids=lambda file: file.name)
def test_style_sheets_say_nothing(file: Path) -> None:
    assert re.findall(r"content: *[\"'][^\"']*[A-Za-z]", file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "said", "fault"),
    [
        ("Erase %(name)s", "%(name)s löschen", ""),
        ("Erase %(name)s", "Löschen", "%(name)s"),
        ("%(share)s %%", "%(share)s%%", ""),
        ("%(share)s %%", "%(share)s %", "%%"),
        ('See <a href="?">all</a>.', '<a href="?">Alles</a> sehen.', ""),
        ('See <a href="?">all</a>.', "Alles sehen.", '<a href="?">'),
        ('See <a href="?">all</a>.', '<a href="//there">Alles</a> sehen.', '<a href="?">'),
        ("Pages", 'Die "Seiten"', 'Die "Seiten"'),
        ("Pages", "<script>", "<script>"),
    ],
)
def test_a_translation_keeps_what_is_put_in_and_marks(source: str, said: str, fault: str) -> None:
    assert (fault in faults_of(source, said)) if fault else (faults_of(source, said) == [])


def test_every_language_that_ships_is_whole() -> None:
    for tag in set(languages()) - {"en"}:
        with (LOCALE / tag.replace("-", "_") / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
            made = [one for one in read_po(file) if isinstance(one.id, str) and one.id and one.string]
        compiled = languages()[tag].words
        for one in made:
            said = compiled.pgettext(one.context, one.id) if one.context else compiled.gettext(one.id)
            assert said == one.string, "run: uv run --frozen bash scripts/words"
            assert faults_of(one.id, said) == [], (tag, one.id)


def test_a_page_is_in_the_language_of_its_reader(reader: Client) -> None:
    person = reader.add(name="42", drug="anastrozole", drug_dose="1 mg", drug_from="2026-02-01")
    for day, value in (("2026-01-12", "27 pg/mL"), ("2026-03-12", "9 pg/mL")):
        entry = {"path": ["measurement"], "keys": {"date": day, "what": "estradiol", "value": value}}
        assert reader("POST", f"/api/v1/people/{person}/entries", json=entry).status_code == 201
    base = f"/people/{person}"
    places = ["outlook", "plan", "diary", "inside", "learn", "report", "settings"]
    for address in ("/", *(f"{base}/{one}" for one in places)):
        said = reader("GET", address)
        assert said.status_code == 200, address
        assert f'<html lang="{TAG}">' in said.text
        assert outside(said.text) == [], address
    refused = reader("GET", "/nowhere").json()["detail"], reader("GET", "/api/v1/jobs/none").json()["detail"]
    assert all(one.startswith("⟦") for one in refused), refused


def test_what_sliders_move_is_in_the_language_of_its_reader(bracketed: Path) -> None:
    def moved() -> tuple[str, str]:
        speak(languages(bracketed)[TAG])
        answer: dict[str, Any] = sample_answer()
        words = outlook_view.moved_words(ot.Levers(dose=0.5, calcium=1250.0))
        shown = {"person": None, "preview": False, "moved": words, **outlook_view.drawn(answer, answer)}
        return words, bytes(page("outlook_numbers.html.j2", **shown).body).decode()

    words, shown = copy_context().run(moved)
    assert words == "⟦⟦dose of the drugs that take bone 50 % of the plan⟧ and ⟦calcium 1⟦,⟧250 mg a day⟧⟧"
    assert outside(shown) == []


def test_pages_before_signing_in_are_in_the_language_of_their_reader(tmp_path: Path, bracketed: Path) -> None:
    network = NetworkClient(tmp_path, locale=bracketed)
    assert outside(network("GET", "/login", headers=READS).text) == []
    network.sign_in()
    chosen = network("PUT", "/api/v1/language", json={"language": TAG}, headers={"x-osteotwin": "1"})
    kept = chosen.headers["set-cookie"]
    assert kept.startswith(f"__Host-osteotwin-language={TAG};")
    assert all(one in kept for one in ("Secure", "HttpOnly", "SameSite=strict", "Path=/"))
    assert outside(network("GET", "/account", headers=READS).text) == []
    network.close()


def test_a_language_is_chosen_in_the_settings(reader: Client) -> None:
    person = reader.add()
    settings = f"/people/{person}/settings"
    assert f'name="language" value="{TAG}"' in reader("GET", settings).text
    chosen = reader("PUT", "/api/v1/language", json={"language": "en"})
    assert chosen.status_code == 204
    cookie = chosen.headers["set-cookie"].partition(";")[0]
    asked = {"cookie": f"{reader.headers['cookie']}; {cookie}"}
    in_english = reader("GET", settings, headers=asked).text
    assert '<html lang="en">' in in_english
    assert 'name="language" value="en" checked' in in_english
    unknown = reader("PUT", "/api/v1/language", json={"language": "tlh"})
    assert unknown.status_code == 422
    assert "tlh" in unknown.json()["detail"]
    as_asked = reader("PUT", "/api/v1/language", json={"language": ""})
    assert "Max-Age=0" in as_asked.headers["set-cookie"]


def test_english_is_shown_without_a_choice_while_it_is_the_only_language(tmp_path: Path) -> None:
    app = create_app(tmp_path, TOKEN, people=8)
    client = Client(app)
    text = client("GET", f"/people/{client.add()}/settings", headers=READS).text
    app.application.state.osteotwin.close()  # pyright: ignore[reportAttributeAccessIssue]
    assert '<html lang="en">' in text
    assert ("data-language" in text) == (len(languages()) > 1)
    assert whole_number(2500) == "2,500"


def test_what_is_put_into_words_keeps_its_signs() -> None:
    made = environment(WEB / "templates").from_string("{% trans name=name %}Erase {{ name }}{% endtrans %}")
    assert made.render(name="<b>%s 5 %") == "Erase &lt;b&gt;%s 5 %"

"""What every test shares: markers from the path, repeatable random draws, a real browser."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from benchmarks.postgres_server import PostgresServer
    from playwright.sync_api import Browser, Page, Route

    from osteotwin.engine.interface import Engine
    from osteotwin.parameters import ParameterSet

TESTS = Path(__file__).parent
MARKER_OF_FOLDER = {
    "architecture": "integration",
    "docs": "integration",
    "integration": "integration",
    "cli": "integration",
    "validation": "validation",
    "browser": "browser",
}
#: Enough to choose a few people from; and people among whom the body of a file is the one in the middle.
FEW, SOME = 250, 40
#: Browsers that are taken, the first that is there. The shell is Chromium without windows and menus around its pages:
#: a page takes a quarter of the time.
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
LOCAL_URLS = ("file:", "data:", "blob:", "http://127.0.0.1", "http://localhost")

# The same examples on every run; --hypothesis-profile=deep searches new ones, twenty times as many.
settings.register_profile("repeatable", derandomize=True, deadline=None, database=None, max_examples=50)
settings.register_profile("deep", deadline=None, max_examples=1000, print_blob=True)
settings.load_profile("repeatable")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect tests without looking for garbage: they all stay, and looking took two fifths of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark each test by the folder it stands in, and those that open a browser; where workers share, the long first."""
    markers: dict[Path, str | None] = {}  # of thousands of tests, in hundreds of files
    for item in items:
        if item.path not in markers:
            folder = item.path.relative_to(TESTS).parts[0] if TESTS in item.path.parents else None
            markers[item.path] = None if folder is None else MARKER_OF_FOLDER.get(folder, "unit")
        if (marker := markers[item.path]) is not None:
            item.add_marker(marker)
            if "chromium" in getattr(item, "fixturenames", ()):
                item.add_marker("browser")
    if hasattr(config, "workerinput"):
        # A worker that begins a test of minutes when all else is done leaves the other without work.
        long = {item.path for item in items if item.get_closest_marker("slow")}
        items.sort(key=lambda item: item.path not in long)


@pytest.fixture(scope="session", autouse=True)
def small_twins() -> Iterator[dict[str, int]]:
    """Of how many people a twin of a few is chosen, and how many are asked what the data told; as they ship.

    Both are a thousand however few people a test wants, and take four fifths of its time. What a test of a few people
    asks is what is said of them, not how well they are chosen; the tests of conditioning have the numbers that ship.
    The body that is exported is chosen from ten thousand: of a file it is asked whether it holds that body.
    """
    from osteotwin.conditioning import condition
    from osteotwin.interchange import sbml_person
    from osteotwin.people import what_data_told

    shipped = {"candidates": condition._LEAST_CANDIDATES, "asked": what_data_told._PEOPLE}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(condition, "_LEAST_CANDIDATES", FEW)
        patch.setattr(what_data_told, "_PEOPLE", FEW)
        patch.setattr(sbml_person, "_PEOPLE", SOME)
        yield shipped


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder that holds pyproject.toml."""
    return TESTS.parent


def keep_local(route: Route) -> None:
    """Let a page load what is on this machine; anything else fails, as it would offline."""
    if route.request.url.startswith(LOCAL_URLS):
        route.continue_()
    else:
        route.abort()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser; tests that need it are skipped where none is installed."""
    path = next((found for name in CHROMIUM_NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium on this machine: install the package 'chromium' to run the browser tests")
    from playwright._impl._driver import compute_driver_executable
    from playwright.sync_api import sync_playwright

    node = subprocess.run(
        [compute_driver_executable()[0], "--version"], check=False, capture_output=True, text=True
    )
    if node.returncode != 0:
        pytest.skip(f"Playwright's Node.js does not start on this machine: {node.stderr.strip()}")

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh page that can reach nothing but files and loopback."""
    context = chromium.new_context()
    context.route("**/*", keep_local)
    page = context.new_page()
    yield page
    context.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A real PostgreSQL server; tests that need it are skipped where none is installed, but not by .ci/run."""
    from benchmarks.postgres_server import find_programs, postgres_server

    programs = find_programs()
    if programs is None:
        said = "no PostgreSQL server on this machine: install the package 'postgresql' to run these tests"
        if os.environ.get("OSTEOTWIN_SKIP_NOTHING"):
            pytest.fail(said)
        pytest.skip(said)
    with postgres_server(programs) as server:
        yield server


@pytest.fixture(scope="session")
def fitted_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small fitted parameter set."""
    from tests.fitted_set import NAME, write_made_up_set

    return write_made_up_set(tmp_path_factory.mktemp("sets") / NAME)


@pytest.fixture(scope="session")
def fitted(fitted_folder: Path) -> ParameterSet:
    """A small fitted parameter set, read from its files."""
    from osteotwin.cohort.parameter_sets import load_parameters

    return load_parameters(fitted_folder)


@pytest.fixture
def fitted_in_use(fitted_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same as if it shipped with the package."""
    from osteotwin.parameters.sets import shipped

    monkeypatch.setattr(shipped, "SHIPPED", fitted_folder.parent)
    return fitted_folder


@pytest.fixture
def nothing_fitted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if no fitted set shipped with the package."""
    from osteotwin.parameters.sets import shipped

    monkeypatch.setattr(shipped, "SHIPPED", tmp_path)


@pytest.fixture(scope="session")
def demo_answer() -> dict[str, Any]:
    """The answer for the bundled example, which all may look at and nobody changes."""
    import osteotwin as ot
    from osteotwin.parameters import starting_values

    return ot.run(ot.read_person(ot.demo_path()), people=6, seed=3, parameters=starting_values())


#: The reference engine takes thirty times as long as the one that is used: it is asked in the whole run.
ENGINES = [pytest.param("scipy", marks=pytest.mark.slow), "kernel"]


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn: what holds of one must hold of the other."""
    from osteotwin.engine.kernel_engine import KernelEngine
    from osteotwin.engine.scipy_engine import SciPyEngine

    return {"scipy": SciPyEngine, "kernel": KernelEngine}[request.param]()

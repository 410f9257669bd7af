"""What all tests share: which tests need the database, and a journal that may be emptied between tests only."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker
from tests import migrated
from tests.sample_year import sample_year, year_folder

__all__ = ["sample_year", "year_folder"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test that touches the database: those run a second time on PostgreSQL. Likewise the browser's."""
    for item in items:
        needs = {"db", "transactional_db", "django_db_setup", "live_server"} & set(getattr(item, "fixturenames", ()))
        if needs or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)
        if {"browser", "page", "chromium"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    """On SQLite the run begins from the kept file of migrated tables, where there is one."""
    from django.conf import settings

    chosen = settings.DATABASES["default"]
    if not chosen["ENGINE"].endswith("sqlite3"):
        return bool(request.config.getvalue("reuse_db"))
    return migrated.lay(Path(chosen["TEST"]["NAME"]))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_keepdb: bool, django_db_blocker: DjangoDbBlocker) -> None:
    """Keep what was migrated for the next run, before any test writes."""
    from django.conf import settings

    chosen = settings.DATABASES["default"]
    if chosen["ENGINE"].endswith("sqlite3") and not django_db_keepdb:
        with django_db_blocker.unblock():
            migrated.keep(Path(chosen["TEST"]["NAME"]))


@pytest.fixture(scope="session", autouse=True)
def _journal_may_be_emptied() -> Iterator[None]:
    """Tests with real transactions empty every table afterwards; the journal's guard is lifted for that moment only."""
    if not os.environ.get("DJANGO_SETTINGS_MODULE"):
        yield
        return
    from django.core.management import call_command
    from django.db import connection
    from django.test import TransactionTestCase

    from nhip.journal import guard

    emptied = TransactionTestCase._fixture_teardown

    def teardown(self: TransactionTestCase) -> None:
        _run(guard.OFF[connection.vendor])
        try:
            # with cascade: search tables made by migrations point at the tables of models
            call_command("flush", verbosity=0, interactive=False, allow_cascade=True, reset_sequences=False)
        finally:
            _run(guard.ON[connection.vendor])

    def _run(statements: tuple[str, ...]) -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = emptied


@pytest.fixture(autouse=True)
def _no_seals_of_other_tests(request: pytest.FixtureRequest) -> None:
    """A seal outlives its test's database and would accuse the next one."""
    if request.node.get_closest_marker("database"):
        from django.conf import settings

        shutil.rmtree(settings.NHIP_HEADS, ignore_errors=True)

"""What every Django test may rely on: a clean cache and the migrations' data."""

from collections.abc import Generator
from pathlib import Path

import hypothesis
import pytest

from cms.core.catalogues import compile_catalogues

# A busy machine is no finding.
hypothesis.settings.register_profile(
    "patient",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("patient")

ROOT = Path(__file__).parents[1]
TRANSACTIONAL = {"transactional_db", "live_server", "django_db_reset_sequences"}


def _commits(item) -> bool:
    marker = item.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        return True
    return not TRANSACTIONAL.isdisjoint(getattr(item, "fixturenames", ()))


def _rows_of(connection) -> dict[str, tuple[list[str], list[tuple]]]:
    """Return what each filled table holds: its columns and its rows."""
    names = connection.introspection.django_table_names(only_existing=True)
    found = {}
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            columns = [column[0] for column in cursor.description]
            rows = cursor.fetchall()
            if rows:
                found[name] = (columns, rows)
    return found


def _put_back(connection, tables: dict[str, tuple[list[str], list[tuple]]]) -> None:
    """Fill empty tables as they were; as SQL, so that no signal makes rows of its own."""
    from django.db import transaction

    quote = connection.ops.quote_name
    with (
        connection.constraint_checks_disabled(),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        for name, (columns, rows) in tables.items():
            places = ", ".join(["%s"] * len(columns))
            listed = ", ".join(map(quote, columns))
            cursor.executemany(
                f"INSERT INTO {quote(name)} ({listed}) VALUES ({places})", rows
            )


@pytest.fixture(scope="session")
def migrated_data(django_db_setup, django_db_blocker):
    """Everything that the migrations put into the database."""
    from django.db import connection

    with django_db_blocker.unblock():
        return _rows_of(connection)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Hang up what threads of live servers left open, before databases are dropped.

    PostgreSQL drops no database while somebody is connected to it.
    """
    yield
    from django.db import connection

    if connection.vendor != "postgresql":
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def _migrated_data_stays(request):
    """Put locales, front pages and groups back after a test that commits."""
    if not _commits(request.node):
        yield
        return
    data = request.getfixturevalue("migrated_data")
    blocker = request.getfixturevalue("django_db_blocker")
    yield
    from django.contrib.contenttypes.models import ContentType
    from django.core.management import call_command
    from django.db import connection

    with blocker.unblock():
        call_command(
            "flush",
            verbosity=0,
            interactive=False,
            reset_sequences=False,
            allow_cascade=True,
            inhibit_post_migrate=True,
        )
        _put_back(connection, data)
        ContentType.objects.clear_cache()


@pytest.fixture
def _django_db_helper(_migrated_data_stays, _django_db_helper):
    """Have pytest-django clean up first, then put the data back."""


@pytest.fixture(autouse=True)
def _clean_cache(request):
    """Forget what an earlier test put into the caches."""
    if request.config.pluginmanager.hasplugin("django"):
        from django.core.cache import caches

        for each in caches.all():
            each.clear()
    return


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--no-skips",
        action="store_true",
        help="count a skipped test as a failed one",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Have the interface's translations at hand, as a started site has."""
    if not hasattr(config, "workerinput"):
        compile_catalogues(folder=ROOT / "locale")


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, though nothing may be: {report.longrepr}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if item.config.getoption("--no-skips"):
        _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if collector.config.getoption("--no-skips"):
        _refuse_skip(report)
    return report

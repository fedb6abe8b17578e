"""Private words never come out where they must not, and do where they may.

Every address of the resolver has a row in `matrix.tsv`. Each role opens all of them,
and what they link to, in three languages.
"""

import pytest

from cms.outbox.models import Mail
from tests.cms.canary import world as worlds
from tests.cms.canary.crawl import (
    Answer,
    addresses,
    client_of,
    follow,
    visit,
)
from tests.cms.canary.routes import MATRIX, Row, every_route, matrix, row_for
from tests.cms.canary.world import ROLES, World

pytestmark = [
    pytest.mark.django_db,
    # A list of wagtail-localize's own has no order; what it shows is what counts.
    pytest.mark.filterwarnings(
        "ignore::django.core.paginator.UnorderedObjectListWarning"
    ),
]


@pytest.fixture
def world() -> World:
    return worlds.build()


def crawl(role: str, world: World) -> list[tuple[Row | None, Answer]]:
    """Open everything as one role; a row stands beside what it foretells."""
    client, found, rows = client_of(role, world), [], matrix()
    for route in every_route():
        for row in row_for(route, rows):
            if row.method != "GET" or (row.is_for_all and route.needs_arguments):
                continue
            if row.is_for_all and role not in worlds.STAFF:
                continue
            for address in addresses(row, route, role, world):
                foretold = None if row.is_for_all else row
                found.append((foretold, visit(client, route.name, address)))
    answers = [answer for _row, answer in found]
    return found + [(None, answer) for answer in follow(client, answers)]


@pytest.fixture
def _unlimited(settings):
    """A crawl asks more in a minute than anybody else."""
    settings.API_LIMIT_OPEN = settings.API_LIMIT_KEY = 10_000_000


def test_every_route_has_a_row():
    """A new address is private until somebody has said who may open it."""
    rows = matrix()
    missing = [route.line for route in every_route() if not row_for(route, rows)]
    assert not missing, (
        f"Add to {MATRIX.name}, with tabs, who may open these (see the file's head):\n"
        + "\n".join(missing)
    )


def test_every_row_has_a_route():
    names = {route.name for route in every_route()}
    gone = [
        row.route
        for row in matrix()
        if row.route not in names
        and not (
            row.is_for_all
            and any(name.startswith(row.route.removesuffix("*")) for name in names)
        )
    ]
    assert not gone, f"Take out of {MATRIX.name}: {gone}"


def test_only_apps_of_others_share_a_row():
    assert [
        row.route
        for row in matrix()
        if row.is_for_all and not row.route.startswith(("wagtail", "generic_"))
    ] == []


@pytest.mark.crawl
@pytest.mark.usefixtures("_unlimited")
@pytest.mark.parametrize("role", ROLES)
def test_role_opens_what_it_may_and_reads_nothing_else(role, world):
    found = crawl(role, world)
    doors = [
        f"{'opened' if answer.opened else f'refused ({answer.status})'}: {answer.address}"
        for row, answer in found
        if row is not None and answer.opened != (role in row.access)
    ]
    assert not doors, f"{MATRIX.name} says otherwise of {role}:\n" + "\n".join(doors)
    leaks = [
        f"{canary.name}: {answer.address}"
        for canary in world.canaries
        if role not in canary.may
        for _row, answer in found
        if canary.token in answer.body
    ]
    assert not leaks, f"{role} reads what is not for them:\n" + "\n".join(leaks)
    everything = " ".join(answer.body for _row, answer in found)
    unseen = [
        canary.name
        for canary in world.canaries
        if role in canary.must and canary.token not in everything
    ]
    assert not unseen, f"{role} does not find: {unseen}"


@pytest.mark.crawl
@pytest.mark.usefixtures("_unlimited")
@pytest.mark.parametrize("role", ROLES)
def test_role_cannot_cause_what_is_not_theirs(role, world):
    client, rows, opened = client_of(role, world), matrix(), []
    for route in every_route():
        for row in row_for(route, rows):
            if row.method != "POST" or role in row.access:
                continue
            opened += [
                address
                for address in addresses(row, route, role, world)
                if visit(client, route.name, address, "POST").opened
            ]
    assert opened == []


def test_no_mail_tells_more_than_its_reader_may_know(world):
    letters = {
        (mail.kind, world.addresses[mail.address]): f"{mail.subject} {mail.text}"
        for mail in Mail.objects.all()
        if mail.address in world.addresses
    }
    assert {kind for kind, _role in letters} >= {
        "conference.submit",
        "reviewing.invitation",
        "reviewing.submit",
    }
    leaks = [
        (canary.name, kind, role)
        for canary in world.canaries
        for (kind, role), text in letters.items()
        if role not in canary.may and canary.token in text.casefold()
    ]
    assert leaks == []


def test_canaries_can_be_told_apart(world):
    tokens = [canary.token for canary in world.canaries]
    assert len(set(tokens)) == len(tokens) > 30
    assert [t for t in tokens for other in tokens if t != other and t in other] == []

"""The press that stays with its process, and what it draws."""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from cms.press import drawing, operations
from cms.press.enums import WorkState
from cms.press.resident import resident
from tests.factories import press as factories

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def make(**fields):
    order = factories.paper_order(**fields)
    return operations.make_rendition(
        order=order, rendition=operations.request_rendition(order=order)
    )


def root() -> Path:
    return Path(settings.PRIVATE_ROOT)


def test_press_stays_for_the_next_paper():
    with resident(root()) as first:
        pass
    with resident(root()) as second:
        pass
    assert first is second


def test_press_that_stumbled_is_replaced():
    with pytest.raises(RuntimeError), resident(root()) as first:
        raise RuntimeError
    with resident(root()) as second:
        assert second is not first
    assert make(title="After the fall").state == WorkState.DONE


def test_nothing_of_one_paper_is_left_for_the_next():
    with resident(root()) as kept:
        folder = kept.empty()
        (folder / "other").mkdir()
        (folder / "other" / "paper.md").write_text("x", encoding="utf-8")
    with resident(root()) as kept:
        assert list(kept.empty().iterdir()) == []


def test_folder_that_was_cleared_away_is_made_again():
    with resident(root()) as kept:
        kept.empty().rmdir()
    assert make(title="Made again").state == WorkState.DONE


def test_decisions_beside_a_manuscript_make_another_rendition():
    body = b"# Uvod\n\nBesedilo.\n\n$$x = 1$$\n"
    plain = factories.paper_order(manuscript=body)
    key = next(row["key"] for row in make(manuscript=body).outline["equations"])
    fixed = factories.paper_order(
        manuscript=body, fixes={"equations": {key: {"alt": "x je ena"}}}
    )
    assert plain.source_sha256 == fixed.source_sha256
    assert plain.metadata_sha256 != fixed.metadata_sha256


def test_order_without_decisions_keeps_its_fingerprint():
    assert (
        factories.paper_order().metadata_sha256
        == factories.paper_order(fixes={}).metadata_sha256
    )


def test_pages_that_were_drawn_are_not_drawn_again():
    rendition = make(title="Drawn once")
    operations.draw_pages(rendition=rendition)
    first = list(rendition.pictures.values_list("file", flat=True))
    operations.draw_pages(rendition=rendition)
    assert list(rendition.pictures.values_list("file", flat=True)) == first


def test_page_is_drawn_as_wide_as_screens_want_it(tmp_path):
    target = tmp_path / "paper.pdf"
    target.write_bytes(factories.pdf(3))
    pages = drawing.draw(target, [0, 2])
    with Image.open(BytesIO(pages[1])) as picture:
        assert (len(pages), picture.width, picture.mode) == (2, drawing.WIDTH, "L")

"""A Word document becomes a draft, and whoever imports it learns what did not fit."""

import io
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx.shared import Inches
from lxml import html
from PIL import Image

from cms.assets.models import CoopImage
from cms.news.models import NewsPage
from cms.newspaper.models import ArticlePage
from tests.factories.accounts import administrator, reads_english, user
from tests.factories.core import translated
from tests.factories.news import news_index
from tests.factories.newspaper import article, issue

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def picture() -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (400, 300), "#336699").save(file, "PNG")
    file.seek(0)
    return file


def document() -> bytes:
    """Return a news item as somebody writes it in Word, with hostile words in it."""
    made = docx.Document()
    made.add_paragraph("Zadruga zaposluje", style="Title")
    made.add_heading("Povzetek", 1)
    made.add_paragraph("V Mariboru so odprli delavnico, v kateri dela devet ljudi.")
    made.add_heading("Kako so začeli", 1)
    paragraph = made.add_paragraph("Zadruga je ")
    paragraph.add_run("majhna").bold = True
    paragraph.add_run(" in ")
    paragraph.add_run("podčrtana").underline = True
    paragraph.add_run(f". {HOSTILE}")
    for item in ("mizarji", "šivilje"):
        made.add_paragraph(item, style="List Bullet")
    made.add_paragraph("Delamo skupaj.", style="Quote")
    table = made.add_table(rows=2, cols=2)
    for cell, words in zip(
        [*table.rows[0].cells, *table.rows[1].cells],
        ("Leto", "Ljudi", "2011", f"9 | {HOSTILE}"),
        strict=True,
    ):
        cell.text = words
    made.add_picture(picture(), width=Inches(2))
    made.add_heading("Sklep", 2)
    made.add_paragraph("Delavnica ostaja odprta.")
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def send(client, parent, body: bytes, name: str = "novica.docx"):
    file = SimpleUploadedFile(name, body, content_type=WORD)
    return client.post(reverse("story_import", args=[parent.pk]), {"file": file})


def test_document_becomes_blocks_of_a_draft_and_the_rest_is_told(client):
    client.force_login(reads_english(administrator()))
    index = news_index()
    shown = send(client, index, document())
    imported = shown.context["imported"]
    page = NewsPage.objects.get()
    assert (page.title, page.live) == ("Zadruga zaposluje", False)
    assert page.lead == "V Mariboru so odprli delavnico, v kateri dela devet ljudi."
    draft = page.get_latest_revision_as_object()
    kinds = [block.block_type for block in draft.body]
    assert kinds == ["text", "quote", "table", "picture", "text"]
    first = str(draft.body[0].value.source)
    assert "<h2>Kako so začeli</h2>" in first
    assert "<b>majhna</b>" in first
    assert "<ul><li>mizarji</li><li>šivilje</li></ul>" in first
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in first
    assert "podčrtana" in first
    assert draft.body[1].value["quote"] == "Delamo skupaj."
    assert draft.body[2].value.rows == [["2011", f"9 / {HOSTILE}"]]
    image = CoopImage.objects.get()
    assert draft.body[3].value["image"] == image
    assert (image.width, image.height) == (400, 300)
    said = " ".join(imported.report)
    assert "1 picture has no alternative text" in said
    assert "1 table has no caption" in said
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in shown.content.decode()
    # Readers would see words, and nothing that runs.
    CoopImage.objects.update(alt_sl="Delavnica od zunaj")
    page.get_latest_revision().publish()
    public = client.get(page.get_url())
    assert public.status_code == 200
    tree = html.fromstring(public.content.decode())
    assert tree.xpath("//script") == []
    assert tree.xpath("//*[@onerror]") == []
    assert "<script>alert(1)</script>" in tree.text_content()


def test_article_is_imported_into_an_issue_in_the_readers_language(client):
    client.force_login(reads_english(administrator()))
    made = translated(issue(), "it", title="Numero 1")
    article(parent=made, title="Zadruga zaposluje", slug="zadruga-zaposluje")
    assert send(client, made, document()).status_code == 200
    articles = ArticlePage.objects.child_of(made).order_by("path")
    assert [each.slug for each in articles] == [
        "zadruga-zaposluje",
        "zadruga-zaposluje-2",
    ]
    assert {each.locale.language_code for each in articles} == {"it"}


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\0" * (80 << 20))
    return file.getvalue()


def test_hostile_files_are_refused_in_words(client):
    client.force_login(reads_english(administrator()))
    index = news_index()
    for body in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bomb()):
        shown = send(client, index, body)
        assert shown.status_code == 200
        assert shown.context["imported"] is None
        assert shown.context["refusals"] or shown.context["form"].errors
    assert not NewsPage.objects.exists()


def test_name_must_say_that_it_is_a_word_document(client):
    client.force_login(reads_english(administrator()))
    shown = send(client, news_index(), document(), "novica.docm")
    assert list(shown.context["form"].errors) == ["file"]


def test_only_who_may_add_stories_imports(client):
    index = news_index()
    client.force_login(user())
    assert send(client, index, document()).status_code in {302, 403}
    client.force_login(administrator(email="a@example.org"))
    # No stories stand below the front page.
    assert send(client, index.get_parent(), document()).status_code in {302, 403}
    assert not NewsPage.objects.exists()

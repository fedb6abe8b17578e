"""A paper as its reviewers read it does not say who wrote it, in any of its bytes."""

import re
from pathlib import Path

import pytest

from proceedings import build
from proceedings.checks.source import look
from proceedings.model import PaperEntry, Person, Volume
from proceedings.volume_file import dump, load
from tests.factories import manuscripts

AUTHOR = Person(
    name=manuscripts.AUTHOR,
    affiliations=(f"{manuscripts.ORGANISATION}, Slovenija",),
    email=manuscripts.ADDRESS,
    orcid="0000-0002-1825-0097",
    corresponding=True,
)
TELLING = {**manuscripts.TELLING, "orcid": "1825-0097"}


def bound(folder: Path, body: bytes, suffix: str = ".docx", **fields) -> dict:
    """Return what a draft of one paper becomes: its files, and its findings."""
    source = folder / "paper" / f"manuscript{suffix}"
    source.parent.mkdir(parents=True)
    source.write_bytes(body)
    fields = {
        "title": "Zadruge v dolini",
        "language": "sl",
        "authors": (AUTHOR,),
    } | fields
    entry = PaperEntry(id="paper", source=source, root=source.parent, **fields)
    volume = Volume(
        title="Zadruge v dolini", language="sl", languages=("sl",), papers=(entry,)
    )
    (folder / "volume.toml").write_text(dump(volume, folder), encoding="utf-8")
    out = folder / "out"
    result = build(
        folder, out, formats=("offprint", "html"), keep_going=True, draft=True
    )
    return {
        "pdf": out / "papers" / "paper.pdf",
        "html": out / "papers" / "paper.fragment.html",
        "findings": list(result.report),
    }


@pytest.fixture(scope="module")
def blind(tmp_path_factory) -> dict:
    folder = tmp_path_factory.mktemp("blind")
    return bound(folder, manuscripts.telling(), anonymous=True, blind=True)


def test_manuscript_tells_its_author_in_all_places():
    held = manuscripts.parts(manuscripts.telling())
    planted = {k: v for k, v in TELLING.items() if k != "orcid"}
    assert manuscripts.places_in(held, planted) == list(planted)


def test_blind_pdf_holds_nothing_of_the_author(blind):
    assert (
        manuscripts.places_in(
            manuscripts.bytes_of_pdf(blind["pdf"].read_bytes()), TELLING
        )
        == []
    )


def test_blind_page_holds_nothing_of_the_author(blind):
    assert manuscripts.places_in(blind["html"].read_bytes(), TELLING) == []


def test_blind_paper_keeps_its_text(blind):
    words = re.sub(r"<[^>]+>", " ", blind["html"].read_text(encoding="utf-8"))
    for sentence in (
        "Zadruge so v dolini zaposlovale ljudi. Prve so nastale zgodaj.",
        "Članov je bilo veliko.",
        "Podatki so na voljo na naslovu ….",
        "Zadruge ostajajo pomembne.",
    ):
        assert sentence in " ".join(words.split())
    assert "Krog v modrem polju" in blind["html"].read_text(encoding="utf-8")


def test_signed_paper_names_its_author(tmp_path):
    made = bound(tmp_path, manuscripts.telling())
    found = manuscripts.places_in(
        manuscripts.bytes_of_pdf(made["pdf"].read_bytes()), TELLING
    )
    assert {"author", "organisation", "acknowledgement"} <= set(found)


def test_findings_of_a_blind_paper_say_what_told_the_author(blind):
    told = {
        (f.code, *f.values.values()) for f in blind["findings"] if "anonymous" in f.code
    }
    assert {
        ("anonymous-acknowledgement",),
        ("anonymous-address", manuscripts.ADDRESS),
        ("anonymous-properties", manuscripts.PLANTED["property creator"]),
        ("anonymous-properties", manuscripts.PLANTED["comment author"]),
        ("anonymous-properties", manuscripts.PLANTED["inserted by"]),
    } <= told


MARKDOWN = """---
lang: en
---

{front}

# Introduction

{text}

# References

{works}
"""


def paper(
    front: str = "", text: str = "Words.", works: str = "Doe, J. 2001. *A*."
) -> str:
    return MARKDOWN.format(front=front, text=text, works=works)


def telling_findings(prepare, source: str, **fields) -> list[tuple[str, ...]]:
    reading = prepare(
        source, title="Co-operatives", authors=(AUTHOR,), anonymous=True, **fields
    )
    return [
        (each.code, *each.values.values(), each.where)
        for each in reading.findings
        if each.code.startswith("anonymous")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Words.", []),
        (
            f"The archive of {manuscripts.ORGANISATION} is open.",
            [("anonymous-affiliation", manuscripts.ORGANISATION)],
        ),
        (
            "As Zdenka Kukovičnik says.",
            [("anonymous-author", "Zdenka Kukovičnik")],
        ),
        (
            "In our earlier work we counted.",
            [("anonymous-self-citation", "In our earlier work")],
        ),
    ],
)
def test_what_tells_the_author_in_the_text_is_found_with_its_place(
    prepare, text, found
):
    told = telling_findings(prepare, paper(text=text))
    assert [each[:-1] for each in told] == found
    assert all(each[-1].startswith("Introduction") for each in told)


def test_own_work_in_the_list_is_noted_and_no_more(prepare):
    told = telling_findings(
        prepare, paper(works="Kukovičnik, Zdenka. 2019. *Zadruge*. Ljubljana.")
    )
    assert [each[:2] for each in told] == [("anonymous-work", "Kukovičnik, Zdenka")]


@pytest.mark.parametrize(
    "heading",
    [
        "Acknowledgements",
        "5. Acknowledgments",
        "Funding",
        "Zahvala",
        "Ringraziamenti",
        "About the author",
        "O avtorici",
        "Sull’autrice",
    ],
)
def test_sections_that_only_name_people_are_left_out(prepare, heading):
    source = paper(
        text=f"Before.\n\n# {heading}\n\nSecret.\n\n## Below\n\nMore secret.\n\n# After\n\nEnd."
    )
    reading = prepare(source, title="T", blind=True)
    words = str(reading.paper.blocks)
    assert [
        word for word in ("Before", "Secret", "secret", "After", "End") if word in words
    ] == ["Before", "After", "End"]


def test_links_to_people_lose_their_target(prepare):
    text = f"[Write](mailto:{AUTHOR.email}), [iD](https://orcid.org/{AUTHOR.orcid}), [site](https://example.org)."
    reading = prepare(paper(text=text), title="T", blind=True)
    words = str(reading.paper.blocks)
    assert "mailto" not in words
    assert "orcid" not in words
    assert "Write" in words
    assert "https://example.org" in words


def test_blind_survives_the_volume_file(tmp_path):
    bound(tmp_path, b"# A\n\nText.\n", ".md", anonymous=True, blind=True)
    (read,) = load(tmp_path).papers
    assert (read.anonymous, read.blind) == (True, True)


def test_real_manuscripts_lose_the_names_that_only_their_properties_hold(
    corpus, tmp_path
):
    """What stands in the text too is said by a finding; nothing else comes out."""
    tried = []
    for number, source in enumerate(sorted((corpus / "manuscripts").rglob("*.docx"))):
        names = [name for name in look(source).names if len(name.split()) > 1]
        if not names:
            continue
        made = bound(
            tmp_path / str(number),
            source.read_bytes(),
            title="T",
            language="en",
            authors=tuple(Person(name) for name in names),
            anonymous=True,
            blind=True,
        )
        if not made["pdf"].exists():
            # Such a paper has no rendition, and nobody reads it before it is mended.
            assert [f for f in made["findings"] if f.severity == "blocks"]
            continue
        spoken = " ".join(
            str(finding.values["name"])
            for finding in made["findings"]
            if finding.code in {"anonymous-author", "anonymous-work"}
        )
        silent = {name: name for name in names if name not in spoken}
        body = (
            manuscripts.bytes_of_pdf(made["pdf"].read_bytes())
            + made["html"].read_bytes()
        )
        assert manuscripts.places_in(body, silent) == [], source.name
        tried += silent
    assert len(tried) > 2

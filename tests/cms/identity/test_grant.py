"""The funding statement: prescribed, stored, shown."""

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.models import Site

from cms.identity.grant import Wording, file_wordings
from cms.identity.models import GrantProfile
from cms.identity.operations import adopt_grant_file
from cms.identity.queries import grant_profile

STATEMENT = "This project has received funding from the European Union."
DISCLAIMER = (
    "Sole responsibility lies with the author and the Commission is not responsible "
    "for any use that may be made of the information contained herein."
)
SLOVENIAN = "Ta projekt je prejel sredstva Evropske unije."


def rendered(tag: str, language: str) -> str:
    with translation.override(language):
        return Template("{% load identity_tags %}" + tag).render(Context())


def test_prescribed_wording_is_word_for_word():
    assert file_wordings()[0] == Wording("en", STATEMENT, DISCLAIMER)


@pytest.mark.django_db
def test_profile_without_rows_speaks_as_the_file_does():
    profile = GrantProfile(site=Site.objects.get())
    assert (profile.contract, profile.wording("sl").statement) == (
        "VS/2012/0155",
        SLOVENIAN,
    )


@pytest.mark.django_db
def test_unknown_language_gets_the_prescribed_wording():
    assert grant_profile().wording("de").statement == STATEMENT


@pytest.mark.django_db
def test_editors_wording_wins_over_the_file():
    site = Site.objects.get()
    profile = adopt_grant_file(site=site)
    profile.wordings.filter(language="sl").update(statement="Naše besedilo.")
    adopt_grant_file(site=site)
    assert grant_profile().wording("sl").statement == "Naše besedilo."


@pytest.mark.django_db
def test_adopting_twice_stores_each_language_once():
    site = Site.objects.get()
    adopt_grant_file(site=site)
    profile = adopt_grant_file(site=site)
    languages = list(profile.wordings.values_list("language", flat=True))
    assert sorted(languages) == ["en", "it", "sl"]


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "times"), [("sl", 1), ("it", 1), ("en", 1)])
def test_funding_names_the_prescribed_text_once(language, times):
    assert rendered("{% funding %}", language).count(STATEMENT) == times


@pytest.mark.django_db
def test_funding_says_the_translation_first():
    page = rendered("{% funding %}", "sl")
    assert page.index(SLOVENIAN) < page.index(STATEMENT)


@pytest.mark.django_db
def test_mail_text_is_not_escaped():
    assert "dall'Unione europea" in rendered("{% funding_text %}", "it")


@pytest.mark.parametrize("page", ["400.html", "500.html"])
def test_error_page_names_the_funder_without_a_database(page):
    shown = render_to_string(page)
    assert [
        shown.count(wording.language + '"><strong>') for wording in file_wordings()
    ] == [1, 1, 1]

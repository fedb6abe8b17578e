import pytest
from django.utils.translation import trans_real

from tests.journeys.test_reviewer_reviews_paper import *


@pytest.mark.parametrize("language", LANGUAGES)
def test_shots(page, site, language, settings):
    settings.LOCALE_PATHS=['/tmp/rx/locale',*settings.LOCALE_PATHS]
    trans_real._translations={}
    made=paper()
    boss=chief(language=language)
    reviewing.reviewer(name="Bojan Kos", expertise="work, inclusion", affiliation="Fakulteta za socialno delo")
    reviewing.reviewer(name="Giulia Bianchi-Verdi", expertise="cooperative, welfare", affiliation="Inštitut Kukovica")
    def shot(name):
        for w in (1280,320):
            page.set_viewport_size({"width":w,"height":900})
            page.screenshot(path=f"/tmp/review-shots/{name}-{language}-{w}.png", full_page=True)
            over=page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if over>0: print("OVERFLOW",name,language,w,over)
        page.set_viewport_size({"width":1280,"height":900})
    sign_in(page,boss)
    page.context.set_extra_http_headers({"Accept-Language":language})
    page.goto(reverse("reviews:propose", kwargs={"pk": made.call.pk})); shot("a-propose")
    page.locator("main form button, .button").filter(has_text="").first
    r=reviewing.reviewer(language=language, name="Rok Ocenjevalec"); r2=reviewing.reviewer(name="Druga Oseba")
    reviewing.open_review(made, r, r2)
    page.goto(reverse("reviews:index")); shot("a-board")
    t2=Assignment.objects.get(reviewer=r2); reviewing.walk(t2, ReviewState.SUBMITTED)
    page.goto(reverse("reviews:paper", kwargs={"pk": made.pk})); shot("a-paper")
    page.goto(reverse("reviews:act", kwargs={"uuid": t2.uuid,"event":"return"})); shot("a-reason")
    page.goto(reverse("reviewers:index")); shot("a-reviewers")
    page.context.clear_cookies()
    t=Assignment.objects.get(reviewer=r)
    page.goto(Mail.objects.get(address=r.email).secrets["link"]); shot("r-invited")
    print(Mail.objects.get(address=r.email).subject, "\n", Mail.objects.get(address=r.email).text)
    page.locator("button[value=accept]").click()
    page.locator("button[value=submit]").click(); shot("r-form-errors")
    page.locator("[name^=score-][value='4']").first.check()
    page.locator("[name=recommendation][value=minor]").check()
    page.fill("[name=text_for_author]", "Dober prispevek.\n\nDrugi odstavek.")
    page.wait_for_timeout(3500); shot("r-form")
    page.locator("button[value=submit]").click(); shot("r-sent")
    page.locator("ul.downloads a").first.click(); shot("r-paper")
    acc=reviewing.reviewer(user=boss); reviewing.overdue(reviewing.assignment(person=acc)); reviewing.assignment(person=acc,state=ReviewState.SUBMITTED)
    sign_in(page,boss)
    page.goto(address(language,"reviewing:mine")); shot("r-mine")

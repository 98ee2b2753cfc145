"""What the browser is told, and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.kit.city import City
from tests.kit.visitor import Visitor

Sit = Callable[[str], Visitor]


def test_every_answer_forbids_foreign_scripts_and_frames(visitor: Sit) -> None:
    headers = visitor("officer1").open("/").headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "script-src 'self';" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("address", ["/", "/cases", "/processes", "/ordinance", "/operations", "/sign-in"])
def test_no_page_carries_a_script_or_a_style_of_its_own(visitor: Sit, address: str) -> None:
    page = visitor("operator1" if address != "/sign-in" else "").open(address)
    assert page.document is not None
    assert page.document.xpath("//script[not(@src)] | //style | //*[@onclick or @onload or @style]") == []


def test_a_form_of_another_site_is_refused(visitor: Sit) -> None:
    someone = visitor("officer1")
    sent = {"csrf": someone.csrf("/"), "language": "en", "next": "/"}
    assert someone.post("/language", sent, headers={"origin": "https://evil.example"}).status == 403
    assert someone.client.post("/language", data=sent).status_code == 403


def test_a_form_without_the_right_token_is_refused(visitor: Sit) -> None:
    someone = visitor("officer1")
    assert someone.post("/sign-out", {"csrf": "0" * 64}).status == 403
    assert someone.open("/").address == "/"


def test_a_token_of_before_signing_in_is_void_afterwards(visitor: Sit) -> None:
    someone = visitor("")
    before = someone.csrf("/sign-in")
    someone.enter_as("officer1")
    assert someone.post("/sign-out", {"csrf": before}).status == 403


def test_the_session_cookie_is_out_of_reach_for_scripts(visitor: Sit) -> None:
    someone = visitor("")
    answer = someone.client.post(
        "/sign-in/demo",
        data={"csrf": someone.csrf("/sign-in"), "login": "officer1", "next": "/"},
        headers={"origin": "http://testserver"},
        follow_redirects=False,
    )
    cookie = next(each for each in answer.headers.get_list("set-cookie") if "session" in each)
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_signing_in_leads_only_to_our_own_pages(visitor: Sit) -> None:
    someone = visitor("")
    for foreign in ("//evil.example", "https://evil.example", "/\\evil.example"):
        sent = {"csrf": someone.csrf("/sign-in"), "login": "officer1", "next": foreign}
        answer = someone.client.post(
            "/sign-in/demo", data=sent, headers={"origin": "http://testserver"}, follow_redirects=False
        )
        assert answer.headers["location"] == "/"
        someone.client.cookies.clear()


def test_signing_out_ends_the_session(visitor: Sit) -> None:
    someone = visitor("officer1")
    session = someone.client.cookies["jorye_session"]
    someone.post("/sign-out", {"csrf": someone.csrf("/")})
    someone.client.cookies.set("jorye_session", session)
    assert someone.open("/").address == "/sign-in"


def test_a_forgotten_browser_is_signed_out_after_half_an_hour(visitor: Sit, city: City) -> None:
    someone = visitor("officer1")
    city.advance(minutes=29)
    assert someone.open("/").address == "/"
    city.advance(minutes=31)
    assert someone.open("/").address == "/sign-in"


def test_what_people_type_is_shown_as_text(visitor: Sit) -> None:
    page = visitor("officer1").open("/cases?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert(1)" not in page.words


def test_an_address_that_does_not_exist_says_so(visitor: Sit) -> None:
    page = visitor("officer1").open("/no/such/page")
    assert page.status == 404
    assert page.texts("h1") == ["찾을 수 없습니다"]


def test_wrong_passwords_are_refused_without_saying_what_was_wrong(visitor: Sit) -> None:
    someone = visitor("")
    sent = {"csrf": someone.csrf("/sign-in"), "login": "officer1", "password": "x", "next": "/"}
    known = someone.post("/sign-in", sent)
    unknown = someone.post("/sign-in", {**sent, "login": "nobody"})
    assert (known.status, unknown.status) == (401, 401)
    assert known.texts(".notice") == unknown.texts(".notice")


def test_health_answers_anybody(visitor: Sit) -> None:
    assert visitor("").open("/healthz").words == "ok"

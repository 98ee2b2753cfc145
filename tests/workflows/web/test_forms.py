"""Forms work without scripts: conditions, rows, files, drafts, errors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tasks.registers import parties
from tests.kit.city import City
from tests.kit.visitor import Visitor
from tests.workflows.web.conftest import APPLICATION

Sit = Callable[[str], Visitor]
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def test_a_field_appears_once_the_answer_that_asks_for_it_is_given(visitor: Sit) -> None:
    page = visitor("applicant1").open("/start/hall_permit/apply")
    assert "ticket" not in page.fields()
    assert "ticket" in page.press("refresh", {"kind": "paid"}).fields()


def test_rows_are_added_and_removed_and_what_was_typed_stays(visitor: Sit) -> None:
    page = visitor("applicant1").open("/start/hall_permit/apply")
    page = page.press("add:costs", {"costs.0.item": "무대", "costs.0.amount": "1000"})
    page = page.press("refresh", {"costs.1.item": "음향", "costs.1.amount": "2000"})
    assert page.texts(".reading") == ["3,000 원"]
    page = page.press("remove:costs.0")
    assert page.fields()["costs.0.item"] == "음향"
    assert "costs.1.item" not in page.fields()


def test_errors_are_listed_first_and_linked_to_their_fields(visitor: Sit) -> None:
    page = visitor("applicant1").open("/start/hall_permit/apply").press("finish", {**APPLICATION, "purpose": ""})
    assert page.status == 422
    assert [link for link in page.links() if link.startswith("#f-")] == ["#f-purpose"]
    assert page.fields()["costs.0.amount"] == "1,200,000"


def test_an_error_in_a_row_names_the_row(visitor: Sit) -> None:
    page = (
        visitor("applicant1")
        .open("/start/hall_permit/apply")
        .press("finish", {**APPLICATION, "costs.0.amount": "많이"})
    )
    assert [link for link in page.links() if link.startswith("#f-")] == ["#f-costs-0-amount"]
    assert page.texts(".error-summary a")[0].startswith("비용 1 · 금액")


def test_a_file_is_kept_when_something_else_is_wrong(visitor: Sit) -> None:
    someone = visitor("applicant1")
    page = someone.open("/start/hall_permit/apply").press(
        "finish", {**APPLICATION, "purpose": ""}, files={"plan": ("계획서.pdf", PDF)}
    )
    assert page.texts(".file-kept b") == ["계획서.pdf"]
    page = page.press("finish", {"purpose": "행사"})
    assert page.address.startswith("/cases/")
    file = next(link for link in page.links() if link.startswith("/files/"))
    answer = someone.client.get(file)
    assert answer.content == PDF
    assert answer.headers["content-disposition"].startswith("attachment")


def test_a_file_is_taken_away_again(visitor: Sit) -> None:
    page = visitor("applicant1").open("/start/hall_permit/apply")
    page = page.press("refresh", files={"plan": ("계획서.pdf", PDF)})
    page = page.press("drop:plan." + page.fields()["plan.kept"])
    assert page.texts(".file-kept") == []


def test_a_disguised_file_is_refused_and_the_rest_stays(visitor: Sit) -> None:
    page = (
        visitor("applicant1")
        .open("/start/hall_permit/apply")
        .press("finish", APPLICATION, files={"plan": ("계획서.pdf", b"MZ not a pdf at all")})
    )
    assert page.status == 422
    assert [link for link in page.links() if link.startswith("#f-")] == ["#f-plan"]
    typed = page.fields()
    assert {name: typed[name] for name in APPLICATION} == APPLICATION | {"costs.0.amount": "1,200,000"}


def test_somebody_elses_file_cannot_be_attached(visitor: Sit) -> None:
    page = visitor("applicant1").open("/start/hall_permit/apply").press("refresh", files={"plan": ("a.pdf", PDF)})
    stolen = page.fields()["plan.kept"]
    other = visitor("applicant2").open("/start/hall_permit/apply").press("refresh", {"plan.kept": stolen})
    assert other.texts(".file-kept") == []


def test_somebody_elses_file_cannot_be_read(visitor: Sit) -> None:
    page = visitor("applicant1").open("/start/hall_permit/apply").press("refresh", files={"plan": ("a.pdf", PDF)})
    assert visitor("applicant2").open("/files/" + page.fields()["plan.kept"]).status == 404


def test_a_draft_comes_back(visitor: Sit, city: City, permit: int) -> None:
    address = f"/tasks/{city.task(permit, 'examine').id}"
    someone = visitor("officer1")
    someone.open(address).press("save", {"opinion": "아직 보는 중"})
    assert someone.open(address).fields()["opinion"] == "아직 보는 중"
    assert visitor("officer2").open(address).fields()["opinion"] == ""


def test_a_script_gets_only_the_part_that_changes(visitor: Sit, city: City, permit: int) -> None:
    address = f"/tasks/{city.task(permit, 'examine').id}"
    someone = visitor("officer1")
    sent = {**someone.open(address).fields(), "complete": "no", "do": "refresh"}
    part = someone.post(address, sent, headers={"hx-request": "true"})
    assert "<html" not in part.words
    assert "missing" in part.fields()


def test_who_is_signed_out_while_typing_keeps_the_page(visitor: Sit, city: City, permit: int) -> None:
    """The sign-in page must not take the form's place."""
    address = f"/tasks/{city.task(permit, 'examine').id}"
    someone = visitor("officer1")
    sent = {**someone.open(address).fields(), "complete": "no", "do": "refresh"}
    city.advance(days=1)
    part = someone.post(address, sent, headers={"hx-request": "true"})
    assert (part.status, part.headers["hx-retarget"]) == (401, "#interrupted")
    assert part.texts(".notice a") == ["새 창에서 이 화면 열기"]
    assert "<form" not in part.words
    someone.come_in(city, "officer1")
    part = someone.post(address, sent, headers={"hx-request": "true"})
    assert (part.status, part.headers["hx-retarget"]) == (403, "#interrupted")


def test_what_is_sent_after_the_session_ended_is_held_until_somebody_has_signed_in(
    visitor: Sit, city: City, permit: int
) -> None:
    address = f"/tasks/{city.task(permit, 'examine').id}"
    someone = visitor("officer1")
    typed = {"complete": "no", "missing": "배치도\n도면", "opinion": "보완 <뒤> 허가", "do": "finish"}
    sent = {**someone.open(address).fields(), **typed}
    city.advance(days=1)
    held = someone.post(address, sent)
    assert (held.status, held.texts("h1")) == (401, ["로그인이 끝나 보내지 못했습니다"])
    assert held.texts("main button") == ["다시 보내기"]

    someone.come_in(city, "officer1")
    once_more = someone.post(address, held.sent())
    assert (once_more.status, once_more.texts("h1")) == (403, ["아직 보내지 않았습니다"])
    done = someone.post(address, once_more.sent())
    assert (done.status, done.address) == (200, "/")
    assert city.values(permit)["opinion"] == "보완 <뒤> 허가"
    assert city.values(permit)["missing"] == "배치도\n도면"


def test_what_is_held_keeps_all_values_of_a_name_and_goes_as_it_came(visitor: Sit, city: City, permit: int) -> None:
    address = f"/tasks/{city.task(permit, 'examine').id}"
    someone = visitor("officer1")
    sent: dict[str, Any] = {**someone.open(address).fields(), "present": ["2", "1"], "do": "finish"}
    city.advance(days=1)
    as_files_go = someone.post(address, sent, files={"plan": ("", b"")})  # Hangul takes a third of the room in it
    for held, way in ((as_files_go, "multipart/form-data"), (someone.post(address, sent), None)):
        assert held.document is not None
        [form] = held.document.xpath("//main//form")
        assert form.get("enctype") == way
        assert [value for name, value in form.form_values() if name == "present"] == ["2", "1"]


def test_who_attached_a_file_is_asked_for_it_again(visitor: Sit, city: City) -> None:
    someone = visitor("applicant1")
    page = someone.open("/start/hall_permit/apply")
    someone.come_in(city, "applicant1")
    pdf = ("계획서.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF")
    held = page.press("finish", APPLICATION, files={"plan": pdf})
    assert held.texts("main button") == ["적은 내용으로 다시 열기"]
    again = someone.post("/start/hall_permit/apply", held.sent())
    assert (again.status, again.fields()["purpose"]) == (200, APPLICATION["purpose"])


def test_what_another_site_sends_is_not_held(visitor: Sit) -> None:
    someone = visitor("officer1")
    answer = someone.post("/start/hall_permit/apply", APPLICATION, headers={"origin": "https://elsewhere.example"})
    assert (answer.status, answer.texts("h1")) == (403, ["화면이 오래되었습니다"])
    assert APPLICATION["purpose"] not in answer.words


def test_english_labels_stand_where_korean_ones_did(visitor: Sit) -> None:
    someone = visitor("applicant1")
    someone.post("/language", {"csrf": someone.csrf("/"), "language": "en", "next": "/"})
    page = someone.open("/start/hall_permit/apply")
    assert page.texts("h1") == ["Application"]
    assert "Purpose required" in page.texts("label")


def test_who_acts_for_two_companies_chooses_for_which_one(visitor: Sit, city: City) -> None:
    with city.unit_of_work() as uow:
        other = parties.find(uow.connection, "9999999997")
        assert other is not None
        parties.link_person(uow.connection, other.id, city.person("applicant1"))
    page = visitor("applicant1").open("/start/hall_permit/apply")
    refused = page.press("finish", APPLICATION)
    assert (refused.status, refused.texts(".notice-warning")) == (422, ["신청인을 고르십시오."])
    strange = refused.press("finish", {**APPLICATION, "party": "999"})
    assert strange.status == 422
    started = refused.press("finish", {**APPLICATION, "party": str(other.id)})
    assert started.texts("h1") == ["시설 사용 허가 · 미르베이커리"]


def test_who_acts_for_one_company_is_not_asked(visitor: Sit) -> None:
    assert "누구를 위해" not in visitor("applicant1").open("/start/hall_permit/apply").words

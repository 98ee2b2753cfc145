"""What another tool drew opens in the studio, also when nothing in it can be executed: the page says both."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.kit.visitor import Page, Visitor

Sit = Callable[[str], Visitor]
MODEL = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:v="urn:vendor" targetNamespace="x"'
BODIES = {
    "collaboration": '<collaboration id="c"><participant id="city" name="시"/><participant id="firm" name="업체"/>'
    '<messageFlow id="m" sourceRef="firm" targetRef="city"/></collaboration>',
    "choreography": '<message id="offer"/><choreography id="c"><participant id="a"/><participant id="b"/>'
    '<messageFlow id="m" sourceRef="a" targetRef="b" messageRef="offer"/>'
    '<choreographyTask id="t" initiatingParticipantRef="a"><participantRef>a</participantRef>'
    "<participantRef>b</participantRef><messageFlowRef>m</messageFlowRef></choreographyTask></choreography>",
    "data": '<itemDefinition id="i" structureRef="v:letter"/><dataStore id="register" v:kind="ledger"/>',
    "nothing": "",
}
TABS = ("", "/diagram", "/forms", "/decisions", "/letters", "/try", "/examples", "/submission", "/versions", "/moves")


@pytest.fixture
def owner(visitor: Sit) -> Visitor:
    return visitor("owner1")


def diagram(body: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<definitions {MODEL}>{body}</definitions>'.encode()


def bring(owner: Visitor, name: str, content: bytes, **typed: str) -> Page:
    return owner.post("/studio", {"csrf": owner.csrf("/studio"), **typed}, files={"file": (name, content)})


@pytest.mark.parametrize("kind", BODIES)
def test_what_holds_no_process_opens_and_is_said_not_to_execute(owner: Visitor, kind: str) -> None:
    content = diagram(BODIES[kind])

    page = bring(owner, f"{kind}.bpmn", content)

    assert page.address == f"/studio/{kind}"
    assert "BPMN 2.0 파일로 열고 고칠 수 있습니다" in page.words
    assert "파일에 절차(process)가 없습니다" in page.words
    assert owner.client.get(f"/studio/{kind}/files/process.bpmn").content == content
    for tab in TABS:
        assert owner.open(f"/studio/{kind}{tab}").status == 200, tab
    sent = {"csrf": owner.csrf(f"/studio/{kind}"), "note": "보냄"}
    assert owner.post(f"/studio/{kind}/submission", sent).status == 422
    assert owner.post(f"/studio/{kind}/try", {**sent, "person": "officer1"}).status < 500


def test_it_replaces_an_open_draft_that_is_then_said_not_to_execute(owner: Visitor) -> None:
    bring(owner, "talk.bpmn", diagram(BODIES["collaboration"]))
    edited = diagram(BODIES["collaboration"].replace("업체", "수탁자"))

    page = owner.open("/studio/talk")
    sent = {"csrf": owner.csrf("/studio/talk"), "seen": page.document.xpath('//input[@name="seen"]/@value')[0]}
    owner.post("/studio/talk/import", sent, files={"file": ("talk.bpmn", edited)})

    assert owner.client.get("/studio/talk/files/process.bpmn").content == edited


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"id": "", "title": "공고"}, "새 절차의 id를 적으십시오"),
        ({"id": '9"><x', "title": "공고"}, "절차 id로 쓸 수 없습니다"),
        ({"id": "notice", "title": "a\x0bb"}, "열 수 없습니다"),
        ({"id": "hall_permit", "title": "공고"}, "이미 있습니다"),
    ],
)
def test_a_new_process_needs_an_id_of_its_own(owner: Visitor, typed: dict[str, str], told: str) -> None:
    page = owner.post("/studio", {"csrf": owner.csrf("/studio"), "do": "blank", **typed})

    assert page.status == 422
    assert told in page.words


def test_a_name_that_can_be_no_id_asks_for_one(owner: Visitor) -> None:
    content = diagram(BODIES["collaboration"])

    assert "절차 id를 적고 다시 가져오십시오" in bring(owner, "협업.bpmn", content).words
    assert bring(owner, "협업.bpmn", content, id="talk").address == "/studio/talk"
    assert bring(owner, "our talk.bpmn20.xml", content).address == "/studio/our_talk"


@pytest.mark.parametrize(("language", "told"), [("ko", "2.01 MB로, 파일 하나의 한도"), ("en", "is 2.01 MB")])
def test_a_file_above_the_limit_is_refused_with_what_to_do_and_what_was_typed(
    owner: Visitor, language: str, told: str
) -> None:
    owner.client.cookies.set("jorye_language", language)
    padded = diagram(BODIES["data"] + "<!--" + "x" * (2 * 1024 * 1024) + "-->")

    page = bring(owner, "big.bpmn", padded, id="big_one")

    assert page.status == 422
    assert told in page.words
    assert 'id="import-id" name="id" maxlength="100" value="big_one"' in page.words

"""What is drawn is never lost: it is saved over what was seen, kept when that fails, and offered again."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.e2e.diagram_editor import DiagramEditor
from tests.e2e.person import Person

RENAME = "editor.get('modeling').updateLabel(editor.get('elementRegistry').get('examine'), given);"

SLOWLY = """
  const ask = window.fetch;
  const later = () => new Promise((resolve) => setTimeout(resolve, 400));
  window.fetch = async (...given) => (given[1]?.method === 'PUT' && await later(), ask(...given));
"""
"""Lets whatever is stored from now on take its time."""

_LOOK = "getComputedStyle(document.querySelector('[data-do=save]')).backgroundColor"


def test_a_colleague_who_saved_first_is_named_and_nothing_is_lost(
    editor: DiagramEditor, browser: Browser, site: str
) -> None:
    context = browser.new_context(locale="ko-KR", timezone_id="Asia/Seoul")
    colleague = DiagramEditor.opened(Person(context.new_page(), site), "hall_permit", "owner2")
    colleague.run(RENAME + "await editor.get('saver').save();", "먼저 저장함")
    context.close()

    editor.run(RENAME, "나중에 저장함")
    editor.page.click("[data-do=save]")
    told = editor.page.locator("dialog.chooser")
    told.wait_for()
    assert "저장했습니다" in told.inner_text()
    told.get_by_role("button", name="다른 점 보기").click()
    compared = editor.page.locator("dialog.compare")
    compared.wait_for()
    assert {"먼저 저장함", "나중에 저장함"} <= set(compared.locator("td").all_inner_texts())
    compared.get_by_role("button").click()

    editor.page.click("[data-do=save]")
    told.get_by_role("button", name="저장된 절차도 불러오기").click()
    editor.page.wait_for_selector("[data-part=state][data-state=saved]", state="attached")
    assert editor.named("먼저 저장함").get("id") == "examine"

    editor.open()
    editor.page.click("[data-do=copy]")
    editor.page.wait_for_selector("[data-part=state][data-state=changed]")
    assert editor.named("나중에 저장함").get("id") == "examine"


def test_undo_leads_back_to_what_is_stored_and_lookers_cannot_save(editor: DiagramEditor) -> None:
    before = editor.text()
    unneeded = editor.page.evaluate(_LOOK)
    editor.run(RENAME, "바꿈")
    assert editor.page.locator("[data-do=save]").is_enabled()
    editor.page.wait_for_function(f"unneeded => {_LOOK} != unneeded", arg=unneeded)  # the colour changes gently

    editor.page.focus("[data-do=undo]")
    editor.page.keyboard.press("Enter")
    assert editor.page.evaluate("document.activeElement.dataset.do") == "redo"

    assert editor.page.locator("[data-do=save]").is_disabled()
    assert editor.text() == before

    # another change in the place of one that was saved and undone is a change
    editor.run(RENAME + "await editor.get('saver').save();", "저장함")
    editor.page.click("[data-do=undo]")
    editor.run(RENAME, "다르게 바꿈")
    assert editor.page.locator("[data-do=save]").is_enabled()
    assert editor.named("다르게 바꿈").get("id") == "examine"
    editor.run("await editor.get('saver').save();")

    looking = DiagramEditor.opened(editor.person, "hall_permit", "operator1")
    assert looking.page.locator("[data-do=save]").count() == 0
    assert looking.row("examine").count() == 1


def test_a_copy_under_way_neither_hides_that_the_diagram_is_saved_nor_outlives_it(editor: DiagramEditor) -> None:
    editor.run(SLOWLY + RENAME + "void editor.get('saver').keepCopy();", "바꿈")
    editor.page.click("[data-do=save]")
    editor.run("await editor.get('saver').keepCopy();")  # the last of all
    assert editor.page.locator("[data-part=state]").get_attribute("data-state") == "saved"

    editor.open()
    assert editor.named("바꿈").get("id") == "examine"
    assert not editor.page.locator("[data-do=copy]").is_visible()


def test_who_saves_again_while_a_save_is_under_way_is_no_colleague_who_saved_first(editor: DiagramEditor) -> None:
    save = "editor.get('saver').save()"
    pause = "await new Promise((resolve) => setTimeout(resolve, 100));"
    twice = (
        f"{SLOWLY} {RENAME} const first = {save}; {pause} given += '.'; {RENAME} return Promise.all([first, {save}]);"
    )
    assert editor.run(twice, "바꿈") == [True, True]
    assert editor.page.locator("[data-part=state]").get_attribute("data-state") == "saved"

    editor.open()
    assert editor.named("바꿈.").get("id") == "examine"


def test_what_could_not_be_saved_is_still_kept_as_a_copy(editor: DiagramEditor) -> None:
    unreachable_once = """
      const [ask, wait] = [window.fetch, window.setTimeout];
      let refused = 0;
      window.fetch = async (...given) => {
        if (given[1]?.method === 'PUT' && !refused++) throw new TypeError('unreachable');
        return ask(...given);
      };
      window.setTimeout = (work, after, ...given) => wait(work, Math.min(after, 500), ...given);
    """
    assert editor.run(f"{unreachable_once} {RENAME} return editor.get('saver').save();", "바꿈") is False
    editor.page.wait_for_selector("[data-part=state][data-state=changed]")

    editor.page.on("dialog", lambda dialog: dialog.accept())
    editor.open()
    assert editor.page.locator("[data-do=copy]").is_visible()

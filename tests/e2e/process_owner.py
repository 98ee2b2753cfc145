"""A process owner at a browser who has read nothing: makes a form, draws a step, tries it, hands it over, moves cases.

What is pressed is named by the words that stand on it.
"""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from tests.e2e.diagram_editor import BPMN, DiagramEditor
from tests.e2e.person import Person, Values

Choices = tuple[tuple[str, str, str], ...]
"""Value, Korean, English of each choice."""


class ProcessOwner:
    """Works on one process in the studio."""

    def __init__(self, person: Person, process_id: str) -> None:
        self.person, self.process_id = person, process_id

    @property
    def page(self) -> Page:
        """Give the page that is open."""
        return self.person.page

    def enters(self, login: str) -> None:
        """Sign in and find the process in the studio."""
        self.person.enter_as(login)
        self.follows("스튜디오")
        self.leaves_by(self.page.locator(f"main a[href='/studio/{self.process_id}']"))

    def opens_draft(self) -> None:
        """Open a draft from the newest version."""
        self.presses("초안 열기")

    def follows(self, words: str) -> None:
        """Follow a link by its words."""
        self.leaves_by(self.page.get_by_role("link", name=words, exact=True).first)

    def presses(self, words: str) -> None:
        """Press a button by its words and wait for the page it leads to."""
        self.leaves_by(self.page.get_by_role("button", name=words, exact=True).first)

    def writes(self, label: str, value: str) -> None:
        """Write into a field by its label."""
        self.fills(self.field(label), value)

    def chooses(self, label: str, choice: str) -> None:
        """Choose from a list by its label and the words of the choice."""
        self.picks(self.field(label), choice)

    def field(self, label: str) -> Locator:
        """Find a field by its label, with or without the mark that it is required."""
        return self.page.locator("main").get_by_label(label).first

    def said(self) -> str:
        """Give what the page says."""
        return self.page.inner_text("main")

    def leaves_by(self, what: Locator) -> None:
        """Press what leads to another page and wait for it; the way there may pass a place of this one (`#main`)."""
        self.comes_to(what)
        with self.page.expect_navigation():
            self.hits(what)

    # --- by hand

    def comes_to(self, wanted: Locator) -> None:
        """Wait until it is there: a mouse is everywhere at once."""
        wanted.wait_for()

    def hits(self, what: Locator) -> None:
        """Press a button or a link."""
        what.click()

    def fills(self, field: Locator, value: str) -> None:
        """Write into a field, in the place of what it says."""
        field.fill(value)

    def picks(self, field: Locator, choice: str) -> None:
        """Choose from a list by the words of the choice."""
        field.select_option(label=choice)

    def ticks(self, box: Locator) -> None:
        """Put a mark into a box."""
        box.check()

    # --- forms

    def makes_form(self, title: str, english: str, form_id: str) -> None:
        """Make a new form."""
        self.follows("양식")
        self.follows("새 양식")
        self.writes("제목(한국어)", title)
        self.writes("제목(영어)", english)
        self.writes("양식 id", form_id)
        self.presses("새 양식 만들기")

    def asks(self, kind: str, title: str, english: str, name: str, choices: Choices = (), first: str = "") -> None:
        """Put a question into the form that has to be answered; `first` is what stands in it before."""
        self.follows("넣기")
        self.chooses("종류", kind)
        self.writes("제목(한국어)", title)
        self.writes("제목(영어)", english)
        self.writes("이름(식에서 부르는 이름)", name)
        self.presses("항목 넣기")
        for row, words in enumerate(choices):
            for column, word in zip(("value", "ko", "en"), words, strict=True):
                self.fills(self.page.locator(f"[name='choice.{row}.{column}']"), word)
        self.ticks(self.field("꼭 채워야 합니다"))
        self.writes("처음 값", first)
        self.presses("저장하기")

    # --- the diagram

    def opens_diagram(self) -> DiagramEditor:
        """Open the diagram and wait until it can be worked on."""
        self.follows("절차도")
        editor = DiagramEditor(self.person, self.process_id)
        editor.is_ready()
        return editor

    def finds(self, name: str) -> None:
        """Search the diagram for an element and go to it."""
        self.page.get_by_role("button", name="찾기", exact=True).click()
        self._answers_dialog(name)

    def selects(self, element_id: str) -> None:
        """Click on an element's or a flow's row beside the drawing."""
        self.page.locator(f".outline-table tr[data-id='{element_id}']").click()

    def does(self, action: str, choice: str) -> None:
        """Press a button beside the outline and take what is searched for in its dialog."""
        self.page.get_by_role("toolbar").get_by_role("button", name=action, exact=True).click()
        self._answers_dialog(choice)

    def _answers_dialog(self, words: str) -> None:
        dialog = self.page.locator("dialog.chooser")
        dialog.get_by_role("combobox").fill(words)
        dialog.get_by_role("option").first.click()
        dialog.wait_for(state="detached")

    def deletes(self, element_id: str) -> None:
        """Take an element away with the button beside the outline."""
        self.selects(element_id)
        self.page.get_by_role("toolbar").get_by_role("button", name="지우기", exact=True).click()

    def sets(self, label: str, value: str) -> None:
        """Write a property of what is selected, and leave the field."""
        self.fills(self.property(label), value)
        self.page.keyboard.press("Tab")

    def property(self, label: str) -> Locator:
        """Find a property of what is selected by its label."""
        return self.page.locator("[data-part=properties]").get_by_label(label, exact=True)

    def cites(self, label: str, *clauses: str) -> None:
        """Pick clauses for a property."""
        for clause in clauses:
            self.property(label).fill(clause)
            self.page.locator("[data-part=properties] [role=option]:visible").first.click()

    def names(self, korean: str, english: str, element_id: str) -> None:
        """Name what is selected."""
        self.sets("식별자", element_id)
        self.sets("이름", korean)
        self.sets("영문 이름", english)

    def flow(self, source: str, target: str) -> str:
        """Give the id of the flow between two elements."""
        found = DiagramEditor(self.person, self.process_id).drawn()
        [flow] = found.findall(f".//{BPMN}sequenceFlow[@sourceRef='{source}'][@targetRef='{target}']")
        return str(flow.get("id"))

    def finding(self, element_id: str, words: str) -> Locator:
        """Find what the check says of an element."""
        return self.page.locator(f".finding[data-finding$=':{element_id}']").filter(has_text=words)

    def goes_where(self, finding: Locator, name: str) -> None:
        """Follow a finding to its element."""
        self.hits(finding.get_by_role("button", name=name))
        self.page.locator(".outline-table tr:focus", has_text=name).wait_for()

    def saves(self) -> None:
        """Save the diagram and wait until it is stored."""
        self.page.get_by_role("button", name="저장", exact=True).click()
        self.is_saved()

    def is_saved(self) -> None:
        """Wait until the diagram is stored."""
        self.page.wait_for_selector("[data-part=state][data-state=saved]", state="attached")

    # --- a dry run

    def opens_task(self, name: str) -> None:
        """Open a task of the dry run as the first person who may."""
        row = self.page.locator(".task-row", has_text=name)
        with self.page.expect_navigation():
            row.get_by_role("button", name="이 사람으로 열기").click()

    def answers(self, values: Values) -> None:
        """Fill in the form of the dry run and finish the task."""
        self.page.wait_for_selector("#answer")
        self.person.fill(values)
        self.person.sends()
        self.page.wait_for_selector("#tasks-title")

    def open_tasks(self) -> list[str]:
        """List the tasks that are open in the dry run."""
        return self.page.locator(".task-row h3").all_inner_texts()

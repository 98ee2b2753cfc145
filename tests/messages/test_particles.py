"""A particle takes the form that the word before it asks for when it is read aloud."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import messages
from messages.particles import particle

FORMS = ("이/가", "을/를", "은/는", "과/와", "으로/로", "이라/라", "이라는/라는")
"""Every particle the catalogues may hold."""

SUBJECTS = {
    "위원회": "가",
    "과장": "이",
    "서울": "이",
    "“신청서”": "가",
    "‘접수 확인’": "이",
    "신청서(서식 3)": "가",
    "보조금 교부(subsidy_case)": "가",
    "(갑)": "이",
    "1": "이",
    "2": "가",
    "3": "이",
    "4": "가",
    "5": "가",
    "10": "이",
    "6,000": "이",
    "20,000,000": "이",
    "1000000000000": "가",
    "100%": "가",
    "2027-03-02": "이",
    "2027. 3. 2.": "이",
    "A": "가",
    "A5P2": "가",
    "A5P2I6": "이",
    "IMP-14": "가",
    "P2M": "이",
    "URL": "이",
    "hall_permit": "이",
    "subsidy_case": "가",
    "basic_plan": "이",
    "role": "이",
    "budget": "이",
    "amount": "가",
    "list": "가",
    "name": "이",
    "process.bpmn": "이",
    "x.json": "이",
    "x": "가",
}


@pytest.mark.parametrize(("word", "expected"), SUBJECTS.items())
def test_the_subject_particle_follows_the_last_sound(word: str, expected: str) -> None:
    assert particle("이/가", word) == expected


@pytest.mark.parametrize(
    ("forms", "closed", "open_"),
    [
        ("을/를", "양식을", "조례를"),
        ("은/는", "양식은", "조례는"),
        ("과/와", "양식과", "조례와"),
        ("으로/로", "양식으로", "조례로"),
        ("이라/라", "양식이라", "조례라"),
        ("이라는/라는", "양식이라는", "조례라는"),
    ],
)
def test_every_particle_has_a_form_after_a_consonant_and_one_after_a_vowel(forms: str, closed: str, open_: str) -> None:
    assert [word + particle(forms, word) for word in ("양식", "조례")] == [closed, open_]


@pytest.mark.parametrize("word", ["국장실", "7", "8", "1", "2027-03-02", "URL", "role", "local", "‘서울’"])
def test_after_an_l_the_way_to_somewhere_is_as_after_a_vowel(word: str) -> None:
    assert (particle("으로/로", word), particle("을/를", word)) == ("로", "을")


@pytest.mark.parametrize("word", ["", "?!", "漢"])
def test_after_a_word_that_cannot_be_read_both_forms_stand(word: str) -> None:
    assert particle("을/를", word) == "을(를)"


@given(st.sampled_from(FORMS), st.text())
def test_every_word_gets_one_of_the_forms(forms: str, word: str) -> None:
    closed, open_ = forms.split("/")
    assert particle(forms, word) in {closed, open_, f"{closed}({open_})"}


def test_a_sentence_writes_the_particle_that_fits_its_parameters() -> None:
    sentences = [messages.text("errors.already_done", name=name) for name in ("접수", "승인")]
    assert [sentence.split()[0] for sentence in sentences] == ["‘접수’는", "‘승인’은"]


def test_a_parameter_that_looks_like_a_particle_is_left_as_it_is() -> None:
    assert "‘{이/가}’" in messages.text("errors.already_done", name="{이/가}")


@pytest.mark.parametrize("room", messages.rooms())
def test_no_sentence_leaves_the_choice_of_the_particle_to_the_reader(room: str) -> None:
    """이(가), 을(를), (으)로 beside a parameter are written {이/가}, {을/를}, {으로/로}."""
    written = {key: korean for key, korean in messages.catalogue(room, "ko").items() if _leaves_open(korean)}
    assert written == {}


@pytest.mark.parametrize("room", messages.rooms())
def test_only_known_particles_are_written(room: str) -> None:
    for language in messages.LANGUAGES:
        for key, sentence in messages.catalogue(room, language).items():
            assert messages.particles_of(sentence) <= (set(FORMS) if language == "ko" else set()), key


def test_sentences_that_the_browser_fills_in_need_no_particle() -> None:
    browser = messages.catalogue("diagram", "ko") | {
        key: korean for key, korean in messages.catalogue("decision_editor", "ko").items() if "comfortable" in key
    }
    assert {key for key, korean in browser.items() if messages.particles_of(korean)} == set()


def _leaves_open(korean: str) -> bool:
    return any(f"{one}({other})" in korean for one, other in _PAIRS) or any(
        f"({one})" in korean for one in ("이", "으")
    )


_PAIRS = [
    pair for closed, open_ in (forms.split("/") for forms in FORMS) for pair in ((closed, open_), (open_, closed))
]

"""Every sentence exists in Korean and in English, with the same parameters."""

from __future__ import annotations

import pytest

import messages


@pytest.mark.parametrize("room", messages.rooms())
def test_both_languages_know_the_same_keys(room: str) -> None:
    assert set(messages.catalogue(room, "ko")) == set(messages.catalogue(room, "en"))


@pytest.mark.parametrize("room", messages.rooms())
def test_both_languages_fill_in_the_same_parameters(room: str) -> None:
    english = messages.catalogue(room, "en")
    for key, korean in messages.catalogue(room, "ko").items():
        assert messages.parameters_of(korean) == messages.parameters_of(english[key]), key


@pytest.mark.parametrize("room", messages.rooms())
def test_korean_sentences_ask_in_one_polite_way(room: str) -> None:
    """-하십시오 stands beside 합니다; -하세요 does not."""
    assert [key for key, korean in messages.catalogue(room, "ko").items() if "세요" in korean] == []

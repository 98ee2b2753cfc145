"""Chooses the form of a Korean particle by how the word before it is read aloud: 양식을, 조례를; 7로, 3으로.

    particle("을/를", "양식") -> "을"

The form after a consonant stands first. Quotation marks are skipped, and so is what stands in brackets behind a word.
"""

from __future__ import annotations

import re
from typing import Literal

Ending = Literal["vowel", "l", "consonant"]

HANGUL = range(ord("가"), ord("힣") + 1)
FINALS = 28
"""The letters a syllable may end with; the first of them is none."""
FINAL_L = 8

SKIPPED = re.compile(r"(?<=\w)\W*\([^()]*\)\W*$|[^\w%]+$")
READ: tuple[tuple[re.Pattern[str], Ending], ...] = (
    # a date: … 일
    (re.compile(r"\d{4}(-\d\d-\d\d|\. ?\d{1,2}\. ?\d{1,2})$"), "l"),
    # numbers: 영, 일, 이 …; 십, 백, 천, 만, 억, but 조
    (re.compile(r"[1-9],?0{3}(,?0{3}){3}0{0,3}$"), "vowel"),
    (re.compile(r"[036]$"), "consonant"),
    (re.compile(r"[178]$"), "l"),
    (re.compile(r"[2459%]$"), "vowel"),
    # capitals, and a letter alone, by the letter's name: 엘, 아르, 엠, 엔, 에이 …
    (re.compile(r"(L|R|(?<![A-Za-z])[lr])$"), "l"),
    (re.compile(r"(M|N|(?<![A-Za-z])[mn])$"), "consonant"),
    (re.compile(r"([A-Z]|(?<![A-Za-z])[a-z])$"), "vowel"),
    # other Latin words, roughly by their spelling: 롤, 플랜, 네임, 버짓, 케이스
    (re.compile(r"le?$"), "l"),
    (re.compile(r"([mn]e?|ng|[aeiou][bckpt])$"), "consonant"),
    (re.compile(r"[a-z]$"), "vowel"),
)


def particle(forms: str, word: str) -> str:
    """Give the form that fits behind a word; both, as in 을(를), where the word cannot be read."""
    closed, open_ = forms.split("/")
    ending = _ending(SKIPPED.sub("", word))
    if ending is None:
        return f"{closed}({open_})"
    takes_open = ending == "vowel" or (ending == "l" and closed.startswith("으로"))
    return open_ if takes_open else closed


def _ending(word: str) -> Ending | None:
    last = ord(word[-1]) if word else 0
    if last in HANGUL:
        final = (last - HANGUL.start) % FINALS
        return "l" if final == FINAL_L else "consonant" if final else "vowel"
    return next((ending for pattern, ending in READ if pattern.search(word)), None)

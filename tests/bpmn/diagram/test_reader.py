"""XML from anybody is read without danger, and what is wrong with it is said with its line."""

from __future__ import annotations

import pytest

from bpmn.diagram import read

HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">'
GOOD = f'<?xml version="1.0" encoding="UTF-8"?>\n{HEAD}<process id="p"/></definitions>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read(encoding):
    text = GOOD.replace("UTF-8", encoding.removesuffix("-sig")).replace('"p"', '"p" name="보조금"')
    diagram = read(text.encode(encoding), "process.bpmn")
    assert (diagram.problems, diagram.root[0].get("name")) == ((), "보조금")


@pytest.mark.parametrize("encoding", ["EUC-KR", "ks_c_5601-1987"])
def test_the_korean_encoding_of_older_tools_is_read(encoding):
    text = GOOD.replace("UTF-8", encoding).replace('"p"', '"p" name="보조금"')
    diagram = read(text.encode("euc-kr"), "process.bpmn")
    assert (diagram.problems, diagram.root[0].get("name"), diagram.root[0].sourceline) == ((), "보조금", 2)


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "windows-1252"])
def test_the_western_encodings_of_older_tools_are_read(encoding):
    text = GOOD.replace("UTF-8", encoding).replace('"p"', '"p" name="Prüfung"')
    assert read(text.encode(encoding), "process.bpmn").root[0].get("name") == "Prüfung"


def test_a_file_that_is_not_in_the_encoding_it_names_is_refused():
    content = GOOD.replace("UTF-8", "EUC-KR").encode().replace(b'"p"', b'"p\xff\xff"')
    assert [problem.rule for problem in read(content, "process.bpmn").problems] == ["encoding"]


BILLION = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
BAD = {
    "doctype": GOOD.replace("\n", f"\n{BILLION}\n"),
    "external entity": GOOD.replace("\n", '\n<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
    "processing_instruction": GOOD.replace("\n", '\n<?xml-stylesheet href="x"?>'),
    "xml": GOOD.replace("/>", ">"),
    "not_bpmn": "<html/>",
    "encoding": GOOD.replace("UTF-8", "EBCDIC-KR"),
    "too_deep": GOOD.replace("<process", "<a>" * 64 + "</a>" * 64 + "<process"),
    "too_many_elements": GOOD.replace("<process", "<a/>" * 5_000 + "<process"),
    "too_big": GOOD.replace('"p"', f'"{"p" * 2_100_000}"'),
    "nothing": "",
    "not text": "\x00\x01",
}


@pytest.mark.parametrize("fault", BAD)
def test_what_could_do_harm_is_refused_and_named(fault):
    diagram = read(BAD[fault].encode(), "process.bpmn")
    rules = {"external entity": "doctype", "nothing": "xml", "not text": "xml"}
    assert diagram.root is None
    assert [problem.rule for problem in diagram.problems] == [rules.get(fault, fault)]
    for language in ("ko", "en"):
        assert diagram.problems[0].finding(language).message


def test_the_line_of_the_fault_is_given():
    assert read(BAD["processing_instruction"].encode(), "x").problems[0].line == 2


def test_comments_are_left_out():
    diagram = read(GOOD.replace("<process", "<!-- note --><process").encode(), "process.bpmn")
    assert [child.tag.rpartition("}")[2] for child in diagram.root] == ["process"]

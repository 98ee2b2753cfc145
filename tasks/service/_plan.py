"""What the plans' operations share: the items' names, what was written of them so far, and the plan as a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection

from messages import Language, text
from tasks.registers import divisions, plan_contents, plan_opinions, plans

_SOURCES = {"city": "시비", "province": "도비", "national": "국비", "private": "민간", "other": "기타"}
_TARGETS = {"ai_operator": "인공지능사업자", "user": "이용자", "adopter_company": "도입 기업", "general": "시민 전체"}


def item_names(items: Iterable[str], language: Language) -> str:
    """Name items of 조례 제5조제2항 for people, one per line."""
    return "\n".join(text(f"service.plan_item.{item}", language) for item in items)


def drafts_of(connection: Connection, plan_id: int, items: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Give what the forms of these items start from: item → field → what stands there."""
    written = {row.item: row for row in plan_contents.sections_of(connection, plan_id)}
    rows = {
        "A5P2I2": ("goals", [{"title": row.title, "indicator": row.indicator} for row in _goals(connection, plan_id)]),
        "A5P2I3": ("tasks", [_task(row) for row in plan_contents.tasks_of(connection, plan_id)]),
        "A5P2I6": ("funding", list(plan_contents.funding_of(connection, plan_id))),
    }
    drafts: dict[str, dict[str, Any]] = {}
    for item in items:
        row = written.get(item)
        found = {} if row is None else {"body": row.body, "none_reason": row.none_reason, **row.details}
        drafts[item] = found | dict([rows[item]] if item in rows else [])
    return drafts


def plan_text(connection: Connection, plan_id: int) -> str:
    """Give the whole plan as a Korean text, for the document that is approved."""
    row = plans.get(connection, plan_id)
    years = f"{row.first_year}년" if row.first_year == row.last_year else f"{row.first_year}년 ~ {row.last_year}년"
    parts = [f"{row.title} ({years})"]
    for section in plan_contents.sections_of(connection, plan_id):
        parts.append(f"{text(f'service.plan_item.{section.item}', 'ko')}\n{section.body or section.none_reason}")
        parts += _details(section.details)
    goals = [f"- {each.title}: {each.indicator}" for each in _goals(connection, plan_id)]
    tasks = [_task_line(connection, each) for each in plan_contents.tasks_of(connection, plan_id)]
    funding = [_funding_line(each) for each in plan_contents.funding_of(connection, plan_id)]
    for heading, lines in (("추진목표", goals), ("추진과제", tasks), ("연도별 투자 소요", funding)):
        parts += ["\n".join([heading, *lines])] if lines else []
    return "\n\n".join(parts)


def opinions_for_people(connection: Connection, plan_id: int) -> list[dict[str, Any]]:
    """Give all opinions on a plan as rows to read, with what was made of each so far."""
    return [
        {
            "number": number,
            "opinion_id": row.id,
            "given_by": row.given_by,
            "opinion": row.body,
            "treatment": row.treatment,
            "reason": row.treatment_reason,
        }
        for number, row in enumerate(plan_opinions.of_plan(connection, plan_id), 1)
    ]


def _goals(connection: Connection, plan_id: int) -> tuple[Any, ...]:
    return plan_contents.goals_of(connection, plan_id)


def _task(row: Any) -> dict[str, Any]:
    return {
        "title": row.title,
        "method": row.method,
        "division": row.division,
        "period": row.period,
        "basis": row.basis,
        "target_groups": row.target_groups,
    }


def _task_line(connection: Connection, row: Any) -> str:
    article, item = row.basis.removeprefix("A").split("I")
    about = [divisions.get(connection, row.division).name_ko, row.period, f"제{article}조제{item}호"]
    about += ["대상 " + "·".join(_TARGETS[each] for each in row.target_groups)] if row.target_groups else []
    amount = f" {row.amount:,}원" if row.amount else ""
    return f"{row.number}. {row.title} ({', '.join(filter(None, about))}): {row.method}{amount}"


def _funding_line(row: Mapping[str, int]) -> str:
    sources = [f"{name} {row[source]:,}원" for source, name in _SOURCES.items() if row[source]]
    return f"- {row['year']}년 {row['need']:,}원" + (f" ({', '.join(sources)})" if sources else "")


def _details(details: Mapping[str, Any]) -> list[str]:
    lines = [f"- 출처: {each['title']} ({each['dated']})" for each in details.get("sources", ())]
    lines += [f"- 총괄부서: {details['lead_unit']}"] if details.get("lead_unit") else []
    lines += [f"- 조정기구: {details['coordinating_body']}"] if details.get("coordinating_body") else []
    lines += [f"- {each['title']}: {each['content']}" for each in details.get("extra", ())]
    return ["\n".join(lines)] if lines else []

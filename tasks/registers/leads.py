"""Who leads a person (팀장, 과장): may take a task out of the hands of somebody who is away."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import Connection, select

from tasks.registers.posts import post, post_role, posts_held
from tasks.registers.roles import own_roles, people_with_role

LINE = ("team_lead", "division_head")
"""The line of a division, upwards: nobody leads who stands as high as oneself."""


def leads_of(connection: Connection, person_id: int, on: date) -> frozenset[int]:
    """Give who leads a division in which this person has a post or a role that day, whether at work or absent."""
    above = (
        people_with_role(connection, role, on, division)
        for division, roles in _places(connection, person_id, on).items()
        for step, role in enumerate(LINE)
        if roles.isdisjoint(LINE[step:])
    )
    return frozenset().union(*above) - {person_id}


def _places(connection: Connection, person_id: int, on: date) -> dict[str, set[str]]:
    """Give division → the roles that the person holds there."""
    places: dict[str, set[str]] = defaultdict(set)
    posts = (
        select(post.c.division, post_role.c.role)
        .outerjoin(post_role)
        .where(post.c.code.in_(posts_held(connection, person_id, on)))
    )
    for division, role in (*connection.execute(posts), *own_roles(connection, person_id, on)):
        if division is not None:
            places[division] |= {role} - {None}
    return places

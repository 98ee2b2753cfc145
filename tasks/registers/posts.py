"""Posts (직위) and who holds them: on any day a post has one holder or is vacant."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Column, ColumnElement, Connection, Date, ForeignKey, String, Table, or_, select

from tasks.registers.guard import require
from tasks.registers.metadata import Identifier, metadata
from tasks.registers.triggers import Event, Refusal, declare

post = Table(
    "post",
    metadata,
    Column("code", String, primary_key=True),
    Column("name_ko", String, nullable=False),
    Column("name_en", String, nullable=False),
    Column("division", String, ForeignKey("division.code"), nullable=False, index=True),
)

post_role = Table(
    "post_role",
    metadata,
    Column("post", String, ForeignKey("post.code"), primary_key=True),
    Column("role", String, primary_key=True, index=True),
)

post_holder = Table(
    "post_holder",
    metadata,
    Column("id", Identifier, primary_key=True),
    Column("post", String, ForeignKey("post.code"), nullable=False, index=True),
    Column("person_id", Identifier, ForeignKey("person.id"), nullable=False, index=True),
    Column("from_day", Date, nullable=False),
    Column("to_day", Date),
    CheckConstraint("to_day IS NULL OR to_day >= from_day", name="days_in_order"),
)


def _held_twice(event: Event) -> Refusal:
    return Refusal(
        "post_taken",
        "post_holder",
        event,
        "EXISTS (SELECT 1 FROM post_holder h WHERE h.post = NEW.post AND h.id IS DISTINCT FROM NEW.id"
        " AND (NEW.to_day IS NULL OR h.from_day <= NEW.to_day) AND (h.to_day IS NULL OR h.to_day >= NEW.from_day))",
        lock="post WHERE code = NEW.post FOR UPDATE",
    )


declare(_held_twice("INSERT"), _held_twice("UPDATE"))


def add(
    connection: Connection, code: str, name_ko: str, name_en: str, *, division: str, roles: tuple[str, ...] = ()
) -> None:
    """Enter a post of a division with the roles that go with it."""
    connection.execute(post.insert().values(code=code, name_ko=name_ko, name_en=name_en, division=division))
    for role in roles:
        connection.execute(post_role.insert().values(post=code, role=role))


def hand_over(connection: Connection, code: str, person_id: int, from_day: date) -> None:
    """Let `person_id` hold the post from `from_day`; whoever held it until then leaves the day before.

    Raises GuardError `post_taken` when a later holder is already entered.
    """
    later = select(post_holder.c.id).where(post_holder.c.post == code, post_holder.c.from_day >= from_day)
    require(connection.execute(later).first() is None, "post_taken", post=code, day=from_day)
    vacate(connection, code, from_day)
    connection.execute(post_holder.insert().values(post=code, person_id=person_id, from_day=from_day))


def vacate(connection: Connection, code: str, from_day: date) -> None:
    """Let the post be vacant from `from_day`."""
    connection.execute(
        post_holder.update()
        .where(post_holder.c.post == code, on_day(from_day))
        .values(to_day=date.fromordinal(from_day.toordinal() - 1))
    )


def holder_of(connection: Connection, code: str, on: date) -> int | None:
    """Give the person who holds the post that day, or None when it is vacant; raises GuardError `post_unknown`."""
    known(connection, code)
    holder: int | None = connection.execute(
        select(post_holder.c.person_id).where(post_holder.c.post == code, on_day(on))
    ).scalar_one_or_none()
    return holder


def known(connection: Connection, code: str) -> None:
    """Raise GuardError `post_unknown` for a code that is no post's."""
    require(connection.execute(select(post.c.code).where(post.c.code == code)).first(), "post_unknown", post=code)


def posts_held(connection: Connection, person_id: int, on: date) -> tuple[str, ...]:
    """Give the posts a person holds that day."""
    held = select(post_holder.c.post).where(post_holder.c.person_id == person_id, on_day(on))
    return tuple(connection.scalars(held.order_by(post_holder.c.post)))


def posts_with_role(connection: Connection, role: str, division: str | None = None) -> tuple[str, ...]:
    """Give the posts that carry a role, in one division or in all."""
    found = select(post.c.code).join(post_role).where(post_role.c.role == role).order_by(post.c.code)
    if division is not None:
        found = found.where(post.c.division == division)
    return tuple(connection.scalars(found))


def on_day(day: date) -> ColumnElement[bool]:
    """Select the rows of `post_holder` that are valid on a day."""
    return (post_holder.c.from_day <= day) & or_(post_holder.c.to_day.is_(None), post_holder.c.to_day >= day)

"""The state of an instance as bytes: a format number, a signature, and only what still matters for going on.

byte 0      format number
byte 1      1 when the body is compressed, else 0
bytes 2–33  keyed BLAKE2b over the two bytes before and the body (format 1: HMAC-SHA256)
rest        JSON (see `plain`)
"""

from __future__ import annotations

import hmac
import zlib
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from bpmn.engine import plain
from bpmn.engine.errors import StateDamaged
from bpmn.engine.instance import Instance
from bpmn.engine.level import Level
from bpmn.engine.moments import Schedule
from bpmn.engine.scope import Scope
from bpmn.engine.token import WAITING, Token, Trigger
from bpmn.engine.upgrades import UPGRADES
from messages import Language

if TYPE_CHECKING:
    from bpmn.engine.definition import Definition
    from bpmn.engine.specs.level_spec import LevelSpec

FORMAT = 2
COMPRESSED_ABOVE = 4096
"""Bytes from which a body is compressed; below, the time it takes is worth more than the room it spares."""
LARGEST = 64 * 1024 * 1024
"""Bytes a body may grow to when it is decompressed."""
SIGNATURE = 32


def dump(instance: Instance, secret: bytes) -> bytes:
    """Write the state."""
    body = _document(instance)
    instance.size = len(body)
    compressed = len(body) > COMPRESSED_ABOVE
    head = bytes((FORMAT, compressed))
    body = zlib.compress(body, 1) if compressed else body
    return head + _signature(FORMAT, secret, head + body) + body


def load(state: bytes, definition: Definition, secret: bytes, now: datetime, language: Language) -> Instance:
    """Read a state; raises StateDamaged."""
    number, body = _opened(state, secret)
    document = plain.decode(body.decode())
    while number != FORMAT:
        if number not in UPGRADES:
            raise StateDamaged("state_format", found=number, known=FORMAT)
        number, document = number + 1, UPGRADES[number](document)
    if document["definition"] != definition.digest:
        raise StateDamaged("state_definition", process=definition.process.process_id)
    instance = _restored(document, definition, now, language)
    instance.size = len(body)
    return instance


def _opened(state: bytes, secret: bytes) -> tuple[int, bytes]:
    head, signature, body = state[:2], state[2 : 2 + SIGNATURE], state[2 + SIGNATURE :]
    if len(head) < 2 or not hmac.compare_digest(_signature(head[0], secret, head + body), signature):
        raise StateDamaged("state_damaged")
    if head[1]:
        inflate = zlib.decompressobj()
        body = inflate.decompress(body, LARGEST)
        if inflate.unconsumed_tail:
            raise StateDamaged("state_damaged")
    return head[0], body


def _signature(number: int, secret: bytes, signed: bytes) -> bytes:
    if number == 1:
        return hmac.digest(secret, signed, "sha256")
    return blake2b(signed, key=secret, digest_size=SIGNATURE).digest()


def _document(instance: Instance) -> bytes:
    about = b'"definition":"%b","last_id":%d,"ended":"%b"' % (
        instance.definition.digest.encode(),
        instance.last_id,
        instance.ended.encode(),
    )
    correlations = plain.encode(instance.correlations) if instance.correlations else b"{}"
    outermost = instance.levels.get(0)
    variables = plain.encode(instance.variables) if outermost is None else _variables(outermost.scope)
    levels = b",".join([_level(level) for level in instance.levels.values()])
    return b'{%b,"correlations":%b,"variables":%b,"levels":[%b]}' % (about, correlations, variables, levels)


def _variables(scope: Scope) -> bytes:
    scope.written = scope.written or plain.encode(scope.own)
    return scope.written


def _level(level: Level) -> bytes:
    owner = 0 if level.owner is None else level.owner.id
    own = _variables(level.scope) if level.spec.owns_scope and owner else b"null"
    written = level.instance.written
    fresh = level.tasks.keys() - written.keys()
    for number in fresh:
        written[number] = _token(level.tasks[number])
    tokens = map(written.__getitem__, level.tasks)
    groups = b",".join([b"[%b,%b]" % (kind, b",".join(map(_ROW, alike))) for kind, alike in groupby(tokens, _KIND)])
    for number in fresh:
        if not level.instance.waits(level.tasks[number]):
            del written[number]
    return b"[%d,%b,%b,%d,[%b]]" % (owner, _head(level.spec.key), own, level.interrupted, groups)


_KIND, _ROW = itemgetter(0), itemgetter(1)
_head = lru_cache(maxsize=4096)(plain.encode)
"""Writes what stands at the head of levels and of groups of tokens; most cases of a process have the same."""


def _token(token: Token) -> tuple[bytes, bytes]:
    """Write a token: what it has in common with others that stand alike, as the head of a table, and its own row."""
    local, memory, flags = token.local, token.internal_data, token.armed + 2 * token.finished
    names = None if local is None else tuple(local)
    kind = (token._parent or 0, token.task_spec.name, token._state, token.flow, flags, names, tuple(memory))
    if not (local or memory or token.triggers):
        return _head(kind), b"[%d]" % token.id
    values = [*local.values(), *memory.values()] if local else [*memory.values()]
    return _head(kind), plain.encode([token.id, *values, *map(_trigger, token.triggers)])


def _trigger(trigger: Trigger) -> list[Any]:
    when = trigger.schedule
    timing = None if when is None else [when.due.isoformat(), when.every, when.left]
    return [trigger.id, trigger.number, timing, trigger.correlation, trigger.held]


def _restored(document: dict[str, Any], definition: Definition, now: datetime, language: Language) -> Instance:
    instance = Instance(definition, now, language)
    instance.last_id, instance.ended = document["last_id"], document["ended"]
    instance.correlations, instance.variables = document["correlations"], document["variables"]
    for owner_id, key, own, interrupted, groups in document["levels"]:
        spec = definition.levels[key]
        owner = instance.tokens.get(owner_id)
        scope = _scope(instance, spec, owner, own)
        level = instance.levels[owner_id] = Level(instance, spec, owner, scope)
        level.interrupted = bool(interrupted)
        for kind, *rows in groups:
            for row in rows:
                _restore_token(level, kind, row)
    return instance


def _scope(instance: Instance, spec: LevelSpec, owner: Token | None, own: dict[str, Any] | None) -> Scope:
    if owner is None:
        return spec.scope(instance.variables)
    return owner.scope if own is None else spec.scope(own)


def _restore_token(level: Level, kind: list[Any], row: list[Any]) -> None:
    owner_id, name, state, flow, flags, local_names, memory_names = kind
    number, *values = row
    owner = level.instance.tokens.get(owner_id)
    token = Token(level, level.spec.task_specs[name], number, owner, flow)
    token._state = state
    token.armed, token.finished = bool(flags & 1), bool(flags & 2)
    level.adopt(token)
    if owner is not None:
        owner._children.append(number)
    left = iter(values)
    if local_names is not None:
        token.local = dict(zip(local_names, left, strict=False))
    token.internal_data = dict(zip(memory_names, left, strict=False))
    token.triggers = [_restore_trigger(entry) for entry in left]
    level.instance.restored(token)
    if state == WAITING and token.task_spec.joins:
        level.wait_at_join(token)


def _restore_trigger(entry: list[Any]) -> Trigger:
    number, position, timing, correlation, held = entry
    when = None if timing is None else Schedule(datetime.fromisoformat(timing[0]), timing[1], timing[2])
    return Trigger(number, position, when, correlation, held)

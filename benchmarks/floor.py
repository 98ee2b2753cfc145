"""The floor over HTTP: the same server and database, one row written durably, nothing else."""

from __future__ import annotations

import json
import threading

import sqlalchemy as sa
from sqlalchemy import Column, Integer, MetaData, Table, Text
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from workflows.records.database import open_database
from workflows.settings import read_settings

metadata = MetaData()
written = Table("bench_written", metadata, Column("id", Integer, primary_key=True), Column("body", Text))


def create() -> Starlette:
    """Put together an application with one address."""
    database = open_database(read_settings().database_url)
    metadata.create_all(database)
    one_writer = threading.Lock()
    statement = sa.insert(written)

    def write(body: str) -> None:
        with one_writer, database.connect().execution_options(writes=True) as connection, connection.begin():
            connection.execute(statement, {"body": body})

    async def answer(request: Request) -> JSONResponse:
        if request.method == "POST":
            await run_in_threadpool(write, json.dumps(await request.json()))
        return JSONResponse({"written": True})

    return Starlette(routes=[Route("/", answer, methods=["GET", "POST"])])

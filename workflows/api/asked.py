"""What an endpoint asks of a request, read out of its path, query, headers and body."""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, signature
from json import JSONDecodeError
from typing import Any, get_args

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.params import Depends, Param
from pydantic import BaseModel, ValidationError, create_model

from workflows.api.strict_json import read_json

_PLACES = ("path", "query", "header")


class Asked:
    """The parameters of an endpoint, declared as FastAPI wants them declared, checked together by one pydantic model.

    A place of its own for each, so that what is wrong is told as FastAPI tells it: `path.task_id`, `body.values`.
    """

    def __init__(self, endpoint: Callable[..., Any]) -> None:
        places: dict[str, dict[str, Any]] = {place: {} for place in _PLACES}
        self.body = ""
        """The name of the parameter that takes the body, empty without one."""
        for name, parameter in signature(endpoint, eval_str=True).parameters.items():
            declared = _declared(parameter)
            if isinstance(declared, Param):
                places[declared.in_.value][name] = _field(parameter)
            elif declared is None and parameter.annotation is not Request:
                self.body, body = name, _field(parameter)
        self._places = {place: _model(place, fields) for place, fields in places.items() if fields}
        self._headers = tuple(declared.alias or name for name, declared in _fields(self._places.get("header")))
        whole = {place: (model, ...) for place, model in self._places.items()}
        self._model = _model("asked", {**whole, **({"body": body} if self.body else {})})

    def read(self, request: Request, body: bytes) -> dict[str, Any]:
        """Give the endpoint's parameters by name; raises RequestValidationError saying what is wrong where."""
        sent = {place: self._sent(request, place) for place in self._places}
        if self.body and body:
            sent["body"] = _content(request, body)
        try:
            found = self._model.model_validate(sent)
        except ValidationError as error:
            raise RequestValidationError(error.errors(include_url=False)) from error
        parts = dict(found)
        parameters = {name: value for place in self._places for name, value in parts[place]}
        return {**parameters, self.body: parts["body"]} if self.body else parameters

    def _sent(self, request: Request, place: str) -> Any:
        if place == "path":
            return request.path_params
        if place == "query":
            return dict(request.query_params)
        return {name: request.headers[name] for name in self._headers if name in request.headers}


def _declared(parameter: Parameter) -> Param | Depends | None:
    return next((each for each in get_args(parameter.annotation) if isinstance(each, Param | Depends)), None)


def _field(parameter: Parameter) -> tuple[Any, Any]:
    return parameter.annotation, ... if parameter.default is Parameter.empty else parameter.default


def _model(name: str, fields: dict[str, Any]) -> type[BaseModel]:
    model: type[BaseModel] = create_model(name, **fields)
    return model


def _fields(model: type[BaseModel] | None) -> Any:
    return model.model_fields.items() if model else ()


def _content(request: Request, body: bytes) -> Any:
    """Read a body that says it is JSON; any other stays bytes, which no shape takes."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and not (kind.startswith("application/") and kind.endswith("+json")):
        return body
    try:
        return read_json(body)
    except JSONDecodeError as error:
        why = {
            "type": "json_invalid",
            "loc": ("body", error.pos),
            "msg": "JSON decode error",
            "ctx": {"error": error.msg},
        }
        raise RequestValidationError([why]) from error

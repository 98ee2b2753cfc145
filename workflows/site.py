"""The whole site, as `uvicorn workflows.site:create --factory` serves it: pages, API, dispatcher."""

from __future__ import annotations

import gc

from starlette.applications import Starlette

from workflows.api.app import create_api
from workflows.bootstrap import build
from workflows.services import Services
from workflows.settings import read_settings
from workflows.web.app import create_app


def create() -> Starlette:
    """Put the site together from the settings in the environment."""
    site = create_site(build(read_settings()))
    gc.collect()
    gc.freeze()  # what stands now stands to the end: looking through it again and again would hold requests up
    return site


def create_site(services: Services) -> Starlette:
    """Put the pages and the API on the same services."""
    return create_app(services, create_api(services))

"""Keeps the programs of one installation alive: the web, a Prefect server and a Prefect worker."""

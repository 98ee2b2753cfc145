"""Tries a process out (시험 실행): the real engine, use cases and registers, in a city that is thrown away.

`city.rehearsal(bundle, at)` opens a throw-away city with the invented people of the demonstration and a clock that
stands still until told; `replay.replay(city, story)` lets a story happen in it. Nothing leaves it: what would be sent
to the outside is only noted.
"""

-- Prefect keeps its own books apart from ours: its database may be dropped and made anew at any time.
CREATE DATABASE prefect;

"""What recurs: Prefect flows, each calling one use case; the only place that imports Prefect."""

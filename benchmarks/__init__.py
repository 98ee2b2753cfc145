"""Measures what a step costs, always beside a floor or a peer measured in the same run (`make bench`)."""

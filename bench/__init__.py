"""Measurements: ratios on one machine in one run, never timed tests.

    python -m bench [INPUT...]     all of them; default input: seeds/ many times over
"""

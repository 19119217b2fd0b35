"""Corrections: what an analyst says of records, kept in a file and applied to every later build.

`columns` knows which values of a record may be corrected, `change` puts new ones in, `apply` does so for the records
of a week, `readings` for those of single articles, `store` keeps them in a TOML file that people can read and compare.
"""

from .apply import Applied, apply_corrections
from .columns import COLUMNS, Column, cells_of, edited_fields, is_same, original_cells, telling_cells
from .readings import correct_readings
from .store import FILE_NAME, load_corrections, store_corrections

__all__ = [
    "COLUMNS",
    "FILE_NAME",
    "Applied",
    "Column",
    "apply_corrections",
    "cells_of",
    "correct_readings",
    "edited_fields",
    "is_same",
    "load_corrections",
    "original_cells",
    "store_corrections",
    "telling_cells",
]

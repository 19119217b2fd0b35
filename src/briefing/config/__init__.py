"""Settings: `briefing.toml` checked and frozen, and the tables of `data/` that stages need.

Everything works without a configuration file; what it says replaces the default. `load` reads the file, `checks` says
what a value must be, `tables` reads the tables of the package; each further section of the file has its module.
"""

from .checks import LANGUAGES
from .fetching import FETCH_CHECKS, SOURCE_CHECKS, Fetching, Source
from .load import ARCHIVE_NAME, CHECKS, FILE_NAME, SECTIONS, YUAN, Config, load_config
from .tables import read_table, read_words
from .timer import Timer

__all__ = [
    "ARCHIVE_NAME",
    "CHECKS",
    "FETCH_CHECKS",
    "FILE_NAME",
    "LANGUAGES",
    "SECTIONS",
    "SOURCE_CHECKS",
    "YUAN",
    "Config",
    "Fetching",
    "Source",
    "Timer",
    "load_config",
    "read_table",
    "read_words",
]

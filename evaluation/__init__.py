"""Quality, measured: scores on labelled texts against the floors in `floors.toml`.

    python -m evaluation [--shared DIR] [--errors]     all measures; exit code 1 when one is below its floor
    python -m evaluation ablation [--shared DIR]       rankers with intervals, the default taken apart, settings

The labelled texts and their scorers lie beside the repository, in `../shared`, and are read in place.
`measures.py` runs the commands and the scorers; `records.py` looks closer at records: both halves, fields,
and whether confidence means something. `ablation.py` prints the tables on key sentences, of `texts.py` (articles and
what a choice is worth), `parts.py` (parts, settings), `resampling.py` (intervals, folds) and `verbatim.py`.
"""

"""Forms of text, one file each or a few that belong together: how it is recognised, how it falls into articles."""

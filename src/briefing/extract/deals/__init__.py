"""Deals: a rule finds a verb, the names around it, and its terms; `gather` makes one record of all mentions."""

"""Funds: pools of capital, who runs them, how large they are."""

"""How Hypothesis runs here: the same examples each time, however slow the machine is."""

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None, max_examples=200)
settings.load_profile("steady")

"""The same examples every time, and no clock: a property fails because of the code alone."""

from hypothesis import settings

settings.register_profile("steady", max_examples=60, deadline=None, derandomize=True)
settings.load_profile("steady")

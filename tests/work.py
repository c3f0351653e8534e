"""How much work something is, counted in calls of functions: the same on every machine, however slow."""

import gc
import sys
from collections.abc import Callable


def steps(do: Callable[[], object]) -> int:
    """Return how many functions are called and left, those that Python has built in among them.

    What other tests have left to be collected would be counted with it, so nothing is collected meanwhile; nor is it
    before, which takes longer than the work where thousands of tests are known.
    """
    count = 0

    def one_more(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    gc.disable()
    sys.setprofile(one_more)
    try:
        do()
    finally:
        sys.setprofile(before)
        gc.enable()
    return count

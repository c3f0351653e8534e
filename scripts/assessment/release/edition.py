"""Which state of the records a build shows, and the date that it says; nothing else that is built tells the day."""

import os
from datetime import UTC, datetime

from assessment.clock import today
from assessment.disclosure.publication import Edition
from assessment.repository.clone import Clone


def edition_of(clone: Clone | None) -> Edition:
    """Return the commit that the data stands at, and the date that pages say.

    The date is that of the commit, so that one commit gives the same bytes on any day; ``SOURCE_DATE_EPOCH`` overrides
    it. Data with uncommitted changes, or outside of a repository, is dated today.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        built = datetime.fromtimestamp(int(epoch), UTC).date()
    elif clone is not None and not clone.changed:
        built = clone.committed
    else:
        built = today()
    if clone is None:
        return Edition("", False, built)
    return Edition(clone.commit, clone.changed, built)

"""One value that stands for everything a year was approved with, says nothing of it, and can be opened later."""

import hashlib
import hmac

from assessment.approval.canonical import canonical
from assessment.dataset.approval import Act
from assessment.period import Period

_PURPOSE = "assessment-commitment-1"


def commitment(period: Period, act: Act) -> str:
    """Return the commitment to an act of a year, in hexadecimal: HMAC-SHA256 under the act's random key.

    Without the key no guess at a mark can be tested against it. With the key, which stays in the private repository,
    only the digests of the very same inputs give the same value.
    """
    fixed = [dict(act.fixed.inputs), dict(act.fixed.evidence), act.fixed.results, dict(act.fixed.totals)]
    text = canonical([_PURPOSE, period.written, act.kind.value, act.number, act.date.isoformat(), fixed])
    return hmac.new(bytes.fromhex(act.key), text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()

"""Run by a row: prints how long the desk of a data folder makes a person wait, as JSON."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from assessment.desk.waiting import waiting_times

if __name__ == "__main__":
    sys.stdout.write(json.dumps([asdict(waiting) for waiting in waiting_times(Path(sys.argv[1]))], ensure_ascii=False))

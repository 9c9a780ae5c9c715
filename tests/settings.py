"""The site's own settings, with a home of its own that is gone when the tests are.

Whatever BANDENG_HOME the person at the keyboard has set, no test ever sees it. BANDENG_DATABASE_URL chooses the
database: empty is SQLite in a file; pytest-django gives each xdist worker a database of its own.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_home = tempfile.mkdtemp(prefix="bandeng-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ |= {"BANDENG_HOME": _home, "BANDENG_TEST": "1"}

from bandeng.config.settings import *  # noqa: E402, F403

# Nothing is collected here, and whitenoise looks for a file when it is asked for: a browser of a test would otherwise
# make it look through all of them, and say that there are none.
(Path(_home) / "static").mkdir()
WHITENOISE_AUTOREFRESH = True

"""The portal's settings as the tests want them, whatever the environment of the person who runs them says.

DATABASE_URL alone is taken from the environment: the same tests run on SQLite and on PostgreSQL.
"""

import os
from pathlib import Path
from tempfile import gettempdir

# Each process of the tests has a folder of its own, which tests/conftest.py makes and removes.
_var = Path(gettempdir()) / f"portal-tests-{os.getpid()}"

os.environ |= {
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "CACHE_URL": "db://portal_cache",
    "CONTACT_EMAIL": "kontakt@example.se",
    "DEBUG": "false",
    "DEFAULT_FROM_EMAIL": "portal@example.se",
    "DEMO": "false",
    # Playwright keeps an event loop in the thread that the tests, and so their queries, run in.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    "EMAIL_URL": "memory:",
    "ENV_FILE": "",
    "HTTPS": "false",
    "SECRET_KEY": "tests-only-" + "0123456789" * 5,
    "SITE_OWNER": "Provkommunen",
    "SITE_URL": "http://testserver",
    "VAR_DIR": str(_var),
}

from portal.settings import *  # noqa: E402, F403
from portal.settings import STORAGES  # noqa: E402

# Static files come from their sources here. Collecting them is part of what the tests in Chromium start.
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"

# A password is hashed often in tests, and slowly on purpose in the portal.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

"""What all tests share: settings of a safe installation, set before Django reads them."""

import os

os.environ.setdefault("SECRET_KEY", "tests-only-" + "0123456789" * 5)
os.environ.setdefault("HTTPS", "false")
os.environ.setdefault("EMAIL_URL", "memorymail:")
os.environ.setdefault("SITE_URL", "http://testserver")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")

"""Everything that varies from installation to installation, and what does not.

Values come from the environment (or a file named by ``ENV_FILE``). A value that cannot be used stops the start with
the setting's name and what is expected: see ``docs/deployment.md`` for the list.
"""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent
SHORTEST_SECRET_KEY = 50

env = Env(eager=True)


def _setting(read, name, *args, expected, fault=None, **kwargs):
    """Read one setting, or stop with its name and what is expected of it."""
    try:
        value = read(name, *args, **kwargs)
        if fault and (found := fault(value)):
            raise ValueError(found)
    except ValueError as error:
        sys.exit(f"The setting {name} cannot be used: {error}\nExpected: {expected}")
    return value


def _too_short(value):
    return f"it has {len(value)} characters" if len(value) < SHORTEST_SECRET_KEY else None


def _negative(value):
    return f"it is {value}" if value < 0 else None


def _not_positive(value):
    return f"it is {value}" if value < 1 else None


def _not_an_address(value):
    parts = urlsplit(value)
    whole = parts.scheme in ("https", "http") and parts.hostname and parts.path in ("", "/")
    return None if not value or (whole and value == "".join(value.split())) else f"it is “{value}”"


def _not_an_email_address(value):
    return None if "@" in value else f"it is “{value}”"


def _not_host_names(value):
    return next((f"“{host}” is not a host name" for host in value if not host or set(host) & set("/ @")), None)


def _not_a_mail_server(value):
    return None if "EMAIL_BACKEND" in value else "its beginning is not one of those"


def _not_a_file(value):
    return None if not value or Path(value).is_file() else f"there is no file “{value}”"


# What varies -----------------------------------------------------------------------------------------------------

env.read_env(
    _setting(env.str, "ENV_FILE", "", fault=_not_a_file, expected="a file with a line NAME=value for each setting")
    or os.devnull,
    recurse=False,
)
# What the portal writes: collected static files, uploaded files and, if nothing else is said, the database.
VAR_DIR = Path(_setting(env.str, "VAR_DIR", "", expected="a folder that the portal may write to") or BASE_DIR / "var")
DEBUG = _setting(env.bool, "DEBUG", False, expected="true or false")
# A demonstration says on every page that it is one, and may have sign-ins with a known password.
DEMO = _setting(env.bool, "DEMO", False, expected="true or false")
HTTPS = _setting(env.bool, "HTTPS", True, expected="true behind TLS, false for a trial on one's own machine")
# Sign-in attempts are limited for each reader's address, which a proxy adds to X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = _setting(
    env.int,
    "PROXIES",
    1 if HTTPS else 0,
    fault=_negative,
    expected="the number of reverse proxies that a request passes on its way to the portal, usually 1",
)
# Whoever has done nothing for so long is signed out: somebody may have left a browser open.
SESSION_COOKIE_AGE = 60 * _setting(
    env.int, "SESSION_IDLE_MINUTES", 480, fault=_not_positive, expected="a number of minutes, at least 1"
)
SECURITY_LOG_DAYS = _setting(
    env.int, "SECURITY_LOG_DAYS", 400, fault=_not_positive, expected="a number of days, at least 1"
)
CONFIRMED_MINUTES = _setting(
    env.int, "CONFIRMED_MINUTES", 5, fault=_not_positive, expected="a number of minutes, at least 1"
)
SECRET_KEY = _setting(
    env.str,
    "SECRET_KEY",
    fault=_too_short,
    expected=f"at least {SHORTEST_SECRET_KEY} random characters, for example from: "
    "python3 -c 'import secrets; print(secrets.token_urlsafe(64))'",
)
ALLOWED_HOSTS = _setting(
    env.list,
    "ALLOWED_HOSTS",
    ["localhost", "127.0.0.1", "[::1]"],
    fault=_not_host_names,
    expected="host names, separated by commas, for example integration.example.se",
)
SITE_URL = _setting(
    env.str,
    "SITE_URL",
    "",
    fault=_not_an_address,
    expected="the portal's public address, for example https://integration.example.se",
).rstrip("/")
DATABASES = {
    "default": _setting(
        env.dj_db_url,
        "DATABASE_URL",
        f"sqlite:///{VAR_DIR / 'portal.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
        expected="a database address such as postgres://user:password@host:5432/name or sqlite:////path/to/file",
    )
}
CACHES = {
    "default": _setting(
        env.dj_cache_url,
        "CACHE_URL",
        "db://portal_cache",
        expected="a cache address such as redis://host:6379/0, shared by all processes",
    ),
    # Files that were written for downloads. They may not push out of the other cache what limits sign-in attempts.
    "files": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "downloads",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}
if CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache":
    # A full table loses a third of its rows, the counters of sign-in attempts too; Django's own limit is 300.
    CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 100_000)
# What reading and recognising one document may take, in a process of its own.
READING_SECONDS = _setting(
    env.int,
    "READING_SECONDS",
    60,
    fault=_not_positive,
    expected="how many seconds the reading of a document may take, for example 60",
)
READING_MEMORY_MB = _setting(
    env.int,
    "READING_MEMORY_MB",
    600,
    fault=_not_positive,
    expected="how many megabytes of memory the reading of a document may take, for example 600",
)
EMAIL_URL = _setting(
    env.dj_email_url,
    "EMAIL_URL",
    "console:" if DEMO or DEBUG else "smtp://localhost:25",
    fault=_not_a_mail_server,
    expected="a mail server such as submission://user:password@host:587 (with TLS) or smtp://host:25 (without)",
)
DEFAULT_FROM_EMAIL = _setting(
    env.str,
    "DEFAULT_FROM_EMAIL",
    "portal@localhost",
    fault=_not_an_email_address,
    expected="the e-mail address that the portal writes from",
)
CONTACT_EMAIL = _setting(
    env.str,
    "CONTACT_EMAIL",
    DEFAULT_FROM_EMAIL,
    fault=_not_an_email_address,
    expected="the e-mail address that readers can write to",
)
SITE_OWNER = _setting(
    env.str, "SITE_OWNER", "Integrationsportalen", expected="who answers for this installation, by name"
)

# What does not ---------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "modeltranslation",  # before the admin, which it patches
    "portal.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_prose_editor",
    "simple_history",
    "strategies",
    "goals",
    "portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "portal.site.middleware.known_methods",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.site.middleware.permissions_policy",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "portal.site.middleware.shared_caching",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.site.sessions.renewed_sessions",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "portal.templatetags.portal"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.site.context.site",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A writer takes its lock when its transaction begins, so that two writers wait instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None

# Languages are part of the database schema (modeltranslation): changed only together with a migration.
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
MODELTRANSLATION_DEFAULT_LANGUAGE = "sv"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("sv",)
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = VAR_DIR / "media"
# A strategy with a hundred footnotes and terms in two languages is one form; Django's own limit would refuse it.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

globals().update(EMAIL_URL)  # EMAIL_HOST and its kin, as Django wants them

# Signing in: accounts are given by the portal's administrator, and nobody signs up.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "portal.site.accounts.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # the letter would invite to sign up
# The account and the network address together come first: what they refuse does not count for the address, which a
# whole town hall may share.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,50/5m/ip"}
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = False
LOGIN_REDIRECT_URL = "after_sign_in"
LOGIN_URL = "account_login"
# For giving rights and setting others' passwords (portal.site.confirmation).
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * CONFIRMED_MINUTES
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "portal.site.passwords.Repeating"},
    {"NAME": "portal.site.passwords.InRows"},
    {"NAME": "portal.site.passwords.Named"},
    {"NAME": "portal.site.passwords.LikeThePerson"},
    {"NAME": "portal.site.passwords.Common"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Security headers. The admin's rich-text editor adds what it needs for its own pages only (portal.site.admin_site).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
CSRF_FAILURE_VIEW = "portal.site.errors.form_not_trusted"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SECURE = HTTPS
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL else []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"without_outages": {"()": "portal.site.outage.WithoutOutages"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["without_outages"]},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}

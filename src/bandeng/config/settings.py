"""The settings of a site; what differs between sites comes from its home and from BANDENG_* variables.

BANDENG_HOME           the site's folder (home.py)
BANDENG_DATABASE_URL   postgresql://user:password@host:port/name; empty: SQLite in the home
BANDENG_ADDRESS        the address people type, e.g. https://bench.example; cookies are Secure when it is https
BANDENG_HOSTS          further host names, with commas
BANDENG_PROXIES        how many trusted proxies stand before us (0: forwarded headers are ignored)
BANDENG_MAIL           smtp://user:password@host:port; empty: mail is written into the home
BANDENG_DEBUG, BANDENG_TEST
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from bandeng.config.home import home, is_demonstration, keys

PACKAGE = Path(__file__).resolve().parent.parent
HOME = home()
DEMONSTRATION = is_demonstration()
TEST = bool(os.environ.get("BANDENG_TEST"))
DEBUG = bool(os.environ.get("BANDENG_DEBUG"))
ADDRESS = os.environ.get("BANDENG_ADDRESS", "http://127.0.0.1:8000").rstrip("/")

SECRET_KEY = keys()["session"]
ALLOWED_HOSTS = [urlsplit(ADDRESS).hostname or "127.0.0.1", "127.0.0.1", "localhost", "testserver"]
ALLOWED_HOSTS += [host for host in os.environ.get("BANDENG_HOSTS", "").split(",") if host]
CSRF_TRUSTED_ORIGINS = [ADDRESS]

ROOMS = [
    "records", "places", "people", "shell", "matters", "commitments", "opinions", "mediation", "meetings", "research",
    "notices", "figures", "liaison", "documents", "exchange", "desk",
]  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "template_partials",
    "django_tasks",
    "django_tasks_db",
    *(f"bandeng.{room}" for room in ROOMS),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "bandeng.shell.middleware.Squeezed",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "bandeng.shell.kiosk.Kiosk",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "bandeng.shell.middleware.Language",
    "bandeng.shell.middleware.Whole",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "bandeng.people.middleware.WhoActs",
    "bandeng.shell.middleware.Refusals",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "bandeng.config.urls"
ASGI_APPLICATION = "bandeng.config.asgi.application"
WSGI_APPLICATION = "bandeng.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # The shell's own come first: it dresses allauth's pages.
        "DIRS": [PACKAGE / "shell" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bandeng.shell.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "bandeng.shell.templatetags.bench"],
        },
    }
]
FORM_RENDERER = "bandeng.shell.forms.Renderer"


def _database(url: str) -> dict[str, Any]:
    """Django's settings for a database: PostgreSQL by its URL, else SQLite in the home."""
    if not url:
        # FULL: each act is one transaction with its entry; an acknowledged act has been synced (ledger.md, "Durable").
        safety = "OFF" if TEST else "FULL"
        pragmas = ["journal_mode=WAL", f"synchronous={safety}", "mmap_size=134217728", "journal_size_limit=27103364"]
        pragmas += ["cache_size=-20000", "temp_store=MEMORY"]
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "bandeng.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                "init_command": "".join(f"PRAGMA {pragma};" for pragma in pragmas),
            },
            "TEST": {"NAME": HOME / "test.sqlite3"},
        }
    parts = urlsplit(url)
    options = {key: value for key, _, value in (pair.partition("=") for pair in parts.query.split("&")) if key}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(options.pop("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


DATABASES = {"default": _database(os.environ.get("BANDENG_DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
# Tests serve the files where they lie; a site serves what it collected at start.
WHITENOISE_USE_FINDERS = TEST
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    "staticfiles": {"BACKEND": "bandeng.shell.storage.Hashed"},
}
# One upload is a phone photo; more than this is refused before it is read into memory.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
DATA_UPLOAD_MAX_NUMBER_FILES = 12

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "bandeng.people.backends.CardBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if TEST:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "bandeng.people.adapters.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "bandeng.people.adapters.shown"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Bandeng"
MFA_TOTP_TOLERANCE = 1  # half a minute either way: phones are slow, and so are fingers
MFA_ADAPTER = "bandeng.people.adapters.Authenticators"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_USERNAME_CALLABLE = "bandeng.people.adapters.typed_login"
AXES_LOCKOUT_TEMPLATE = "people/locked.html"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_IPWARE_PROXY_COUNT = int(os.environ.get("BANDENG_PROXIES", "0"))

SECURE = ADDRESS.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "bandeng.shell.views.csrf_failed"
if SECURE and os.environ.get("BANDENG_PROXIES", "0") != "0":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Enqueued in the act's own transaction: a job exists exactly when its entry does.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": False}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

_mail = urlsplit(os.environ.get("BANDENG_MAIL", ""))
if _mail.hostname:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _mail.hostname, _mail.port or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_USE_TLS = _mail.scheme == "smtps"
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = HOME / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("BANDENG_FROM", "bandeng@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

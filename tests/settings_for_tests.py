"""Settings of the test run: the product's own, with its data in a folder that goes away, and a quick password hash."""

import atexit
import os
import shutil
import tempfile

if "NHIP_DATA" not in os.environ:
    _folder = tempfile.mkdtemp(prefix="nhip-tests-")
    os.environ["NHIP_DATA"] = _folder
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ.setdefault("NHIP_TASKS", "immediate")

from nhip.project.settings.whole import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # a real file with a real write-ahead log, as in use; only the waiting for the disk is left out
    DATABASES["default"]["TEST"] = {"NAME": NHIP_DATA / "tests.sqlite3"}  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;"  # noqa: F405

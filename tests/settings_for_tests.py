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

from nhip.project.settings.whole import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

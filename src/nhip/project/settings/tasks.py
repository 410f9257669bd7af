"""Work behind the pages: kept in the database and done by `nhip serve`'s worker; in tests done at once."""

import os

NHIP_FOLLOW_LINKS = os.environ.get("NHIP_FOLLOW_LINKS", "1") == "1"
"""Whether the links that people attach are followed; off on a machine that must not ask outside."""

TASKS = {
    "default": {
        "BACKEND": {
            "database": "django_tasks_db.DatabaseBackend",
            "immediate": "django_tasks.backends.immediate.ImmediateBackend",
        }[os.environ.get("NHIP_TASKS", "database")],
        "ENQUEUE_ON_COMMIT": True,
    }
}

"""Work behind the pages: kept in the database and done by `nhip serve`'s worker; in tests done at once."""

import os

TASKS = {
    "default": {
        "BACKEND": {
            "database": "django_tasks_db.DatabaseBackend",
            "immediate": "django_tasks.backends.immediate.ImmediateBackend",
        }[os.environ.get("NHIP_TASKS", "database")],
        "ENQUEUE_ON_COMMIT": True,
    }
}

"""What a ASGI server loads: `nhip.project.asgi:application`."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhip.project.settings.whole")
application = get_asgi_application()

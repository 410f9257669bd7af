"""What a WSGI server loads: `nhip.project.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhip.project.settings.whole")
application = get_wsgi_application()

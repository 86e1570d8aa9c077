"""What the web server is given."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "summitry_web.settings")
application = get_asgi_application()

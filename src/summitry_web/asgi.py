"""What the web server is given."""

import os

from django.core.asgi import get_asgi_application

from summitry_web.lib.limits import limited

MOST_BYTES = 60_000_000  # the largest upload, and what a browser puts around it

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "summitry_web.settings")
application = limited(get_asgi_application(), MOST_BYTES)

"""Every address of the application."""

from django.urls import include, path

from summitry_web.planning.views import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("accounts/", include("allauth.urls")),
]

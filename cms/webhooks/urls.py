"""Addresses of a partner's webhooks."""

from django.urls import path

from cms.webhooks import views

app_name = "webhooks"

urlpatterns = [
    path("", views.WebhooksView.as_view(), name="list"),
    path("<uuid:uuid>/", views.WebhookView.as_view(), name="webhook"),
]

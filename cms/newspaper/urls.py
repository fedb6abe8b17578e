"""The files of the newspaper, as readers get them."""

from django.urls import path

from cms.newspaper import views

app_name = "newspaper"

urlpatterns = [
    path("<uuid:edition>/<str:language>/<str:name>", views.file, name="file")
]

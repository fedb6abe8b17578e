"""Registers programmes with the Wagtail admin."""

from wagtail import hooks

from cms.programme.viewsets import ProgrammeViewSetGroup


@hooks.register("register_admin_viewset")
def register_programmes() -> ProgrammeViewSetGroup:
    return ProgrammeViewSetGroup()

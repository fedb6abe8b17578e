#!/usr/bin/env python
"""Run Django's commands for COOP Press."""

import os
import sys


def main() -> None:
    """Hand the command line to Django."""
    os.environ.setdefault(  # noqa: TID251 - before any settings are read
        "DJANGO_SETTINGS_MODULE", "cms.settings.demo"
    )
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - app ready

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

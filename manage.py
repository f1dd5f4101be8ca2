#!/usr/bin/env python
"""Run Django's and the project's commands; the settings are the local ones unless the environment says so."""

import os
import sys


def main() -> None:
    """Run the command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.local")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        message = (
            "Django is not installed here. Run 'make install' first, then '.venv/bin/python manage.py …'."
        )
        raise SystemExit(message) from error
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

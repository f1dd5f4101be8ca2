"""``manage.py prepare``: everything that ``make run`` does between installing and serving."""

from __future__ import annotations

import os
import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from cms.core.models import Heartbeat
from cms.operations import preparation
from cms.operations.launcher import chosen_port
from cms.operations.statistics import gather_statistics
from cms.operations.worker import task_runner
from cms.settings import env

DEMO = "demo content"


class Command(BaseCommand):
    """Migrate, load the demo once, or ask for the first administrator, and collect static files."""

    help = (
        "Prepare this machine's site: migrate, load the demo once (DEMO=0: not at all), collect static files."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the steps in order; a second run finds little to do."""
        try:
            self.prepare()
        except KeyboardInterrupt:
            self.say("\nInterrupted; the next start goes on from here")
            sys.exit(130)

    def prepare(self) -> None:
        """Do what is still to be done."""
        self.migrate()
        if env.flag("DEMO", default=True):
            self.load_demo()
        elif not preparation.has_superuser():
            self.make_first_administrator()
        gather_statistics()
        if site := preparation.follow_port(chosen_port(os.environ.get("PORT", ""))):
            self.say(f"The site's address is now {site.root_url}")
        if preparation.collect_static_files():
            self.say("Static files collected")
        if logins := preparation.demo_logins():
            self.say(f"Demo logins: {logins}")

    def say(self, message: str) -> None:
        """Show progress at once, also where the output is a pipe."""
        self.stdout.write(message)
        self.stdout.flush()

    def migrate(self) -> None:
        """Bring the database up to date, if it is not."""
        if pending := preparation.pending_migrations():
            self.say(f"Preparing the database ({pending} migrations)")
            call_command("migrate", interactive=False, verbosity=0)
            # Articles that are older than the rows by which lists are filtered.
            call_command("index_articles", missing=True, stdout=self.stdout)

    def load_demo(self) -> None:
        """Load the demo into a new site, once: what an editor deleted stays deleted."""
        if Heartbeat.objects.filter(name=DEMO).exists():
            return
        if preparation.has_superuser():
            self.say("This site was started without the demo ('manage.py load_demo' would add it)")
            return
        self.say("Loading the demo (DEMO=0 starts an empty site)")
        call_command("load_demo", stdout=self.stdout)
        self.say("Indexing for search")
        # So that search works at once; the sizes of the pictures are left to the worker.
        task_runner("default").run()
        Heartbeat.objects.beat(DEMO)

    def make_first_administrator(self) -> None:
        """Make the groups and the first account of an empty site, or say how to."""
        # Wagtail's own groups know nothing of what the editor asks for here.
        call_command("create_roles", verbosity=0)
        self.say("This site is empty. Its first administrator:")
        if not preparation.make_first_administrator():
            names = ", ".join(preparation.FIRST_ADMINISTRATOR)
            self.say(
                "  nobody can log in yet. Run '.venv/bin/python manage.py createsuperuser' in another\n"
                f"  terminal, or set {names} and start again."
            )

"""Groups with their permissions and, in the demo's own settings only, a user for each."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import transaction

from cms.demo.registry import step

PASSWORD: Final = "demo-demo-demo"

# user name, first name, last name, group
DEMO_USERS: Final = (
    ("editor", "Demo", "Editor", "Editors"),
    ("reviewer", "Demo", "Reviewer", "Medical reviewers"),
    ("seo", "Demo", "SEO", "SEO"),
    ("publisher", "Demo", "Publisher", "Publishers"),
)
ADMINISTRATOR: Final = "admin"


@step("Roles")
def create_groups() -> int:
    """Make the groups and their workflow."""
    before = Group.objects.count()
    call_command("create_roles", verbosity=0)
    return Group.objects.count() - before


@step("Demo users")
def create_users() -> int:
    """Make one user per role and an administrator, with a password that everybody knows."""
    if not getattr(settings, "DEMO_USERS", False):
        return 0
    created = sum(_create_member(*user) for user in DEMO_USERS)
    users = get_user_model()
    if users.objects.filter(username=ADMINISTRATOR).exists():
        return created
    users.objects.create_superuser(
        username=ADMINISTRATOR, email="admin@lutut-health.example", password=PASSWORD
    )
    return created + 1


@transaction.atomic
def _create_member(username: str, first_name: str, last_name: str, group: str) -> int:
    users = get_user_model()
    if users.objects.filter(username=username).exists():
        return 0
    user = users.objects.create_user(
        username=username,
        email=f"{username}@lutut-health.example",
        password=PASSWORD,
        first_name=first_name,
        last_name=last_name,
    )
    user.groups.add(Group.objects.get(name=group))
    return 1

"""The way from draft to publication: which group checks what, in which order, before readers see it.

Made once. Afterwards the steps belong to the administrators, who change them under Settings, Workflows:
nothing here changes a workflow, a task or an assignment that exists.
"""

from __future__ import annotations

from typing import Final

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import (
    GroupApprovalTask,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from cms.core.models import BasePage
from cms.core.roles import MEDICAL_REVIEWERS, PUBLISHERS, SEO, SNIPPETS

MEDICAL_REVIEW: Final = "Medical review"
SEO_CHECK: Final = "SEO check"
PUBLICATION: Final = "Publication"

# The last approval publishes. "Submit to …" stands before the workflow's name on the editor's button.
TASKS: Final = {MEDICAL_REVIEW: MEDICAL_REVIEWERS, SEO_CHECK: SEO, PUBLICATION: PUBLISHERS}
PAGE_REVIEW: Final = "Medical review"
SNIPPET_REVIEW: Final = "Check of facts"
STEPS: Final = {
    PAGE_REVIEW: (MEDICAL_REVIEW, SEO_CHECK, PUBLICATION),
    SNIPPET_REVIEW: (MEDICAL_REVIEW, PUBLICATION),
}

# What Wagtail's own migrations leave in every new database: a group and a workflow of one step.
WAGTAILS_GROUP: Final = "Moderators"
WAGTAILS_WORKFLOW: Final = "Moderators approval"


@transaction.atomic
def create_review() -> None:
    """Make the workflows for pages and snippets and assign them where none of the site's own is assigned."""
    _remove_wagtails_own()
    root = BasePage.get_first_root_node()
    WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": _workflow(PAGE_REVIEW)})
    for label in SNIPPETS:
        content_type = ContentType.objects.get_by_natural_key(*label.split("."))
        WorkflowContentType.objects.get_or_create(
            content_type=content_type, defaults={"workflow": _workflow(SNIPPET_REVIEW)}
        )


def _workflow(name: str) -> Workflow:
    workflow, created = Workflow.objects.get_or_create(name=name)
    if created:
        for position, step in enumerate(STEPS[name]):
            WorkflowTask.objects.create(workflow=workflow, task=_task(step), sort_order=position)
    return workflow


def _task(name: str) -> Task:
    task, created = GroupApprovalTask.objects.get_or_create(name=name)
    if created:
        task.groups.add(Group.objects.get(name=TASKS[name]))
    return task


def _remove_wagtails_own() -> None:
    """Remove the group and the workflow that Wagtail brings, if nobody has ever used them."""
    group = Group.objects.filter(name=WAGTAILS_GROUP).first()
    if group is None or group.user_set.exists():
        return
    for task in GroupApprovalTask.objects.filter(name=WAGTAILS_WORKFLOW, groups=group):
        if task.task_states.exists():
            return
        Workflow.objects.filter(name=WAGTAILS_WORKFLOW, workflow_tasks__task=task).delete()
        task.delete()
    group.delete()

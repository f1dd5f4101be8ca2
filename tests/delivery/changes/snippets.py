"""What is done to topics, authors and trials."""

import tempfile
from pathlib import Path

from django.urls import reverse

from blog.models import Author, Topic
from tests.delivery.changes.registry import change, edited, fresh, posted
from tests.factories.admin import topic_form
from tests.factories.blog import AuthorFactory, TopicFactory
from tests.factories.core import after_commit
from tests.factories.pages import save_draft, unpublish
from tests.factories.trials import TrialFactory, TrialSummaryFactory
from tests.trials.registry_files import ROW, write_csv
from trials.importers import import_trials
from trials.models import Trial


@change
def a_topic_is_published_in_the_admin(world):
    data = topic_form(name="Knees of all kinds", slug="knee", action="publish")
    posted(reverse("wagtailsnippets_blog_topic:edit", args=[world.knee.pk]), data)


@change
def a_topic_is_a_draft(world):
    save_draft(fresh(world.knee), name="Half an idea")


@change
def a_topic_gets_another_kind(world):
    Topic.objects.filter(pk=world.hip.pk).update(kind="treatment")


@change
def a_topic_is_unpublished(world):
    unpublish(fresh(world.knee))


@change
def a_topic_is_new(world):
    TopicFactory(name="Brand new")


@change
def a_topic_is_deleted(world):
    with after_commit():
        fresh(world.hip).delete()


@change
def an_author_gets_another_role(world):
    edited(world.author, role="Surgeon")


@change
def a_lone_author_gets_another_name(world):
    edited(world.lone_author, name="Ben Wong")


@change
def an_author_loses_the_photo(world):
    Author.objects.filter(pk=world.author.pk).update(photo=None)


@change
def an_author_is_new(world):
    AuthorFactory(name="Brand New")


@change
def an_author_is_deleted(world):
    with after_commit():
        fresh(world.author).delete()


@change
def a_trial_is_edited(world):
    edited(world.trial, overall_status="COMPLETED")


@change
def a_lone_trial_is_edited(world):
    edited(world.lone_trial, brief_title="Jelly for hips")


@change
def a_trial_is_unpublished(world):
    unpublish(fresh(world.trial))


@change
def a_trial_is_new(world):
    TrialFactory(registry_id="NCT00000009", conditions=["Shoulder pain"], countries=["Chile"])


@change
def trials_are_imported(world):
    row = ROW | {"NCT Number": "NCT00000001", "Status": "Completed"}
    with tempfile.TemporaryDirectory() as folder, after_commit():
        import_trials(write_csv(Path(folder), ROW | {"NCT Number": "NCT00000077"}, row))


@change
def trials_are_updated_silently(world):
    Trial.objects.filter(pk=world.trial.pk).update(sponsor="Somebody else")


@change
def a_trial_gets_a_summary(world):
    TrialSummaryFactory(trial=world.lone_trial, text="In plain words.")


@change
def a_summary_is_edited(world):
    changed = fresh(world.summary)
    changed.text = "In other words."
    changed.save()

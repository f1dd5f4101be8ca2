"""Wagtail's welcome page becomes an empty home page of ours, so that a new site can be filled at once."""

from django.db import migrations

WELCOME = "Welcome to your new Wagtail site!"


def make_home_page(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    BasePage = apps.get_model("core.BasePage")
    HomePage = apps.get_model("home.HomePage")
    welcome = BasePage.objects.filter(depth=2, title=WELCOME).first()
    if welcome is None:
        return
    content_type, _created = ContentType.objects.get_or_create(app_label="home", model="homepage")
    home = HomePage(basepage_ptr_id=welcome.pk)
    home.__dict__.update(
        {field.attname: getattr(welcome, field.attname) for field in BasePage._meta.concrete_fields}
    )
    home.title = home.draft_title = "Home"
    home.content_type_id = content_type.pk
    home.save()


def restore_welcome_page(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    BasePage = apps.get_model("core.BasePage")
    HomePage = apps.get_model("home.HomePage")
    content_type = ContentType.objects.get(app_label="core", model="basepage")
    for home in HomePage.objects.filter(depth=2, numchild=0):
        BasePage.objects.filter(pk=home.basepage_ptr_id).update(
            title=WELCOME, draft_title=WELCOME, content_type_id=content_type.pk
        )
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("DELETE FROM home_homepage")


class Migration(migrations.Migration):
    dependencies = [("home", "0001_initial"), ("core", "0006_languages")]

    operations = [migrations.RunPython(make_home_page, restore_welcome_page)]

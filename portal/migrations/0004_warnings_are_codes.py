from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0003_reports_in_languages"),
    ]

    operations = [
        # A report holds codes, which are put into words when they are shown.
        migrations.RemoveField(model_name="documentreview", name="translations"),
    ]

"""What the server's process is like once the application is imported."""

import os
import subprocess
import sys

SCRIPT = """
import cms.wsgi, gc, sys
print(gc.get_freeze_count(), 'cms.api.pages' in sys.modules, sys.getswitchinterval())
"""


def test_what_is_loaded_at_the_start_is_not_looked_through_for_garbage():
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}

    output = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, check=True, capture_output=True, text=True
    ).stdout

    frozen, has_views, turn = output.split()
    assert int(frozen) > 50_000
    assert has_views == "True"
    assert float(turn) < 0.001

"""Whether file systems can be mounted for one process alone, as tests of full disks do."""

import os
import shutil
import subprocess


def alone():
    """Return the command that runs another one where nobody else sees what it mounts."""
    return ["unshare", "--mount"] if os.getuid() == 0 else ["unshare", "--mount", "--map-root-user"]


def can_mount():
    """Tell whether that works here; containers often forbid it, and other systems than Linux lack it."""
    command = [*alone(), "mount", "-t", "tmpfs", "none", "/tmp"]
    return bool(shutil.which("unshare")) and subprocess.run(command, capture_output=True).returncode == 0

"""Node.js with the packages of the TypeScript client, and a running site for it to talk to."""

import os
import shutil
import subprocess

import pytest

from cms.operations.environment import ROOT
from tests.browser.site import running_site

CLIENT = ROOT / "clients" / "typescript"
# Installs what package-lock.json names, unless that is what is there.
PACKAGES = "clients/typescript/node_modules/.package-lock.json"


@pytest.fixture(scope="session")
def npm():
    """Return a function that runs one of the client's npm scripts; one that fails shows all it said."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("needs Node.js 18 or newer with npm (Debian and Ubuntu: apt install nodejs npm)")
    installed = subprocess.run(["make", PACKAGES], cwd=ROOT, capture_output=True, text=True, check=False)
    if installed.returncode:
        pytest.skip(f"npm could not install the packages of the client: {installed.stderr[-2000:]}")
    return run_script


def run_script(name, *arguments, **environment):
    """Run `npm run <name>` and return what it prints."""
    command = ["npm", "run", "--silent", name, "--", *map(str, arguments)]
    done = subprocess.run(
        command, cwd=CLIENT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"npm run {name} failed:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def built(npm):
    """Build the client and return the directory of the result."""
    shutil.rmtree(CLIENT / "dist", ignore_errors=True)
    npm("build")
    return CLIENT / "dist"


@pytest.fixture(scope="session")
def site(npm, tmp_path_factory):
    """The demo, served as `make run` serves it; what clients read needs no worker."""
    with running_site(tmp_path_factory.mktemp("site"), worker=False) as running:
        yield running

"""Entry point of the Makefile: ``python3 -m cms.operations run`` and ``… install [--development]``."""

from __future__ import annotations

import argparse
import sys

from cms.operations import environment, launcher


def main() -> int:
    """Do what the first argument says; print a problem as one clear message."""
    parser = argparse.ArgumentParser(prog="python3 -m cms.operations")
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("run", help="prepare and serve the site on this machine")
    install = actions.add_parser("install", help="make .venv and install what is pinned")
    install.add_argument("--development", action="store_true", help="with what tests and checks need")
    options = parser.parse_args()
    try:
        if options.action == "run":
            return launcher.run()
        environment.ensure_environment(development=options.development)
    except (launcher.LaunchProblem, environment.EnvironmentProblem) as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())

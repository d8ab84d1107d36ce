"""See `deploy.run.command.main`. A package that is not installed is one line, too."""

from __future__ import annotations

import sys

try:
    from deploy.run.command import main
except ModuleNotFoundError as missing:
    package = (missing.name or "").partition(".")[0]
    if package in ("deploy", "services", "shared"):
        raise
    sys.exit(f"the package {package} is not installed: pip install -r requirements/dev.txt")

if __name__ == "__main__":
    sys.exit(main())

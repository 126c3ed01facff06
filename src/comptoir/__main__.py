"""`python -m comptoir` is `comptoir`."""

import sys

from comptoir.cli import main

sys.exit(main())

"""`python -m iecscore` is the command."""

import sys

from iecscore.cli import main

if __name__ == "__main__":
    sys.exit(main())

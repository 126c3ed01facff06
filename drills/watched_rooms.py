"""A comptoir that writes down how much waited for each reader that it gave up.

`drills/stalled` reads the file that COMPTOIR_DRILL_GIVEN_UP names: for each reader, what waited in
the process, and in the system. With COMPTOIR_DRILL_PATIENT set it is broken on purpose, and waits
for everybody for ever.
"""

import fcntl
import os
import struct
import sys
from pathlib import Path

from comptoir.cli import main
from comptoir.intranet import connection

SIOCOUTQ = 0x5411
NOTED = Path(os.environ.pop("COMPTOIR_DRILL_GIVEN_UP")).open("ab", buffering=0)  # noqa: SIM115
abort = connection.Connection.abort


def _abort(self: connection.Connection) -> None:
    if not self.closed and self.transport is not None:
        wired = self.transport.get_extra_info("socket")  # type: ignore[attr-defined]
        unsent = struct.unpack("i", fcntl.ioctl(wired.fileno(), SIOCOUTQ, bytes(4)))[0]
        NOTED.write(f"{self.waiting_bytes} {unsent}\n".encode())
    abort(self)


connection.Connection.abort = _abort  # type: ignore[method-assign]
if os.environ.pop("COMPTOIR_DRILL_PATIENT", ""):
    connection.MAXIMUM_WAITING_BYTES = 2**40
sys.exit(main())

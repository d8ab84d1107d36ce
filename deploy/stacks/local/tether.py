"""Becomes a command that dies with its parent: `tether.py PARENT_PID COMMAND...`

Run as a program, before the command and in its place: the kernel keeps the death signal over exec. (Asking for
it between fork and exec of a process with threads is what Python warns about.)
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main() -> None:
    parent, command = int(sys.argv[1]), sys.argv[2:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it went before it could be asked for
        sys.exit("the parent process has ended")
    try:
        os.execvp(command[0], command)  # noqa: S606  # no shell is wanted
    except OSError as failure:
        sys.exit(f"{command[0]}: {failure.strerror}")


if __name__ == "__main__":
    main()

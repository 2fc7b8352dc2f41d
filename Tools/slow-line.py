#!/usr/bin/env python3
"""A slow line: runs a program in a terminal whose output passes at so many bauds.

  Tools/slow-line.py [--bauds 9600] [--journal FILE] PROGRAM [ARGUMENT...]

Ten bits a byte, as on a serial line: 9600 bauds are 960 bytes a second. Keys pass unthrottled.
What the program has written and the line has not passed yet waits in the pseudo-terminal, so the
program meets the same backlog as behind a modem or a poor network.

The journal takes one line whenever the line has caught up: the bytes passed since the start, and
the milliseconds since the first of them. A test reads there what a key has cost.
"""
import argparse, fcntl, os, pty, select, signal, sys, termios, time, tty

WINDOW = 0.02  # seconds of output passed at one go


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bauds", type=int, default=9600)
    parser.add_argument("--journal")
    parser.add_argument("program", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    if not given.program or given.bauds < 100:
        parser.error("a program is needed, and 100 bauds at least")
    return given


def copy_size(terminal):
    """Gives the program's terminal the size of the one around it, if there is one."""
    if os.isatty(0):
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, fcntl.ioctl(0, termios.TIOCGWINSZ, b"\0" * 8))


def relay(master, rate, journal):
    """Passes keys at once and output at `rate` bytes a second, until the program has ended."""
    chunk = max(1, int(rate * WINDOW))
    passed, free_at, first, noted = 0, 0.0, None, 0
    while True:
        now = time.monotonic()
        busy = now < free_at
        wait = free_at - now if busy else (0.05 if passed != noted else None)
        ready, _, _ = select.select([0] if busy else [0, master], [], [], wait)
        if 0 in ready:
            keys = os.read(0, 4096)
            if not keys:
                return
            os.write(master, keys)
        if master in ready:
            try:
                data = os.read(master, chunk)
            except OSError:  # Linux's way to say that the program's side is closed
                return
            if not data:
                return
            os.write(1, data)
            now = time.monotonic()
            first = first or now
            passed += len(data)
            free_at = max(free_at, now) + len(data) / rate
        elif not ready and not busy and passed != noted:
            noted = passed
            if journal:
                print(passed, int((time.monotonic() - first) * 1000), file=journal, flush=True)


def main():
    given = arguments()
    master, slave = pty.openpty()
    copy_size(slave)
    child = os.fork()
    if child == 0:
        os.close(master)
        os.login_tty(slave)
        try:
            os.execvp(given.program[0], given.program)
        except OSError as error:
            print(f"{given.program[0]}: {error.strerror}", file=sys.stderr)
            os._exit(127)
    os.close(slave)
    signal.signal(signal.SIGWINCH, lambda *_: copy_size(master))
    modes = termios.tcgetattr(0) if os.isatty(0) else None
    if modes:
        tty.setraw(0)
    journal = open(given.journal, "w") if given.journal else None
    try:
        relay(master, given.bauds / 10, journal)
    finally:
        if modes:
            termios.tcsetattr(0, termios.TCSADRAIN, modes)
    os.close(master)
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 0xFF)


if __name__ == "__main__":
    main()

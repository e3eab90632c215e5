"""Drives Helix in a terminal of its own: fixes, renames and completes in a file, each until the file shows it.

Arguments: the program, the file. Prints the file's text after each step as JSON.
"""

import fcntl
import json
import os
import pty
import struct
import sys
import termios
import threading
import time

program, path = sys.argv[1:]
escape, enter, space = "\x1b", "\r", " "

child, terminal = pty.fork()
if child == 0:
    os.execv(program, [program, path])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))


def drain():
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        pass


threading.Thread(target=drain, daemon=True).start()


def text():
    with open(path, encoding="utf-8") as file:
        return file.read()


def press(*keys):
    for key in keys:
        os.write(terminal, key.encode())
        time.sleep(0.4)


def until(wanted, *keys):
    """Presses the keys and saves, again and again, until the text has what is wanted."""
    for _ in range(25):
        press(escape, escape, *keys, escape, ":w" + enter)
        time.sleep(0.8)
        if wanted in text():
            return text()
        # What came too early or too late is taken back.
        press(escape, ":reload" + enter)
    return text()


time.sleep(2)
steps = {
    "mended": until("[train]", "gg", "]d", space, "a", enter),
    "renamed": until("[fit]", ":6" + enter, "gs", space, "r", "\x15", "fit" + enter),
    "completed": until("timeout: ", ":7" + enter, "o", "tim", "\x0e", enter),
}
press(escape, ":q!" + enter)
os.waitpid(child, 0)
print(json.dumps(steps))

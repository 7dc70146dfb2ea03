"""Runs a program in a terminal of its own and types: terminal.py CWD STEPS PROGRAM ARG...

STEPS is a JSON list of [text to wait for, keys to type]. Prints what the program showed as JSON.
"""

import json
import os
import pty
import select
import sys
import time

cwd, steps, command = sys.argv[1], json.loads(sys.argv[2]), sys.argv[3:]
pid, terminal = pty.fork()
if pid == 0:
    os.chdir(cwd)
    os.execvp(command[0], command)

shown, seen = b"", 0
end = time.time() + 120
while time.time() < end:
    ready, _, _ = select.select([terminal], [], [], 0.2)
    if ready:
        try:
            shown += os.read(terminal, 65536)
        except OSError:
            break
    elif steps and steps[0][0].encode() in shown[seen:]:
        seen = len(shown)
        os.write(terminal, steps.pop(0)[1].encode())
else:
    os.kill(pid, 9)
_, status = os.waitpid(pid, 0)
print(json.dumps({"code": os.waitstatus_to_exitcode(status), "shown": shown.decode(errors="replace")}))

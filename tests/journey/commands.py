"""Runs the command line in processes of their own without paying its imports each time. Holds no test.

A parent that has imported everything, and has no thread, forks a child for each call: a real process with its own
memory, connections and death, which is what a journey is about.
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PARENT = """
import json, os, sys
import pkgutil, watcher.cli
import watcher.cli.app, watcher.fetching.web.client
for module in pkgutil.iter_modules(watcher.cli.__path__):
    __import__(f"watcher.cli.{module.name}")
for line in sys.stdin:
    call = json.loads(line)
    pid = os.fork()
    if pid == 0:
        os.chdir(call["cwd"])
        for name, stream in (("out", 1), ("err", 2)):
            os.dup2(os.open(call[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
        sys.argv = ["policywatch", *call["args"]]
        status = 0
        try:
            exec(compile(call["code"], "<call>", "exec"), {"__name__": "__main__"})
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
        except BaseException:
            import traceback
            traceback.print_exc()
            status = 70
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""
MAIN = "from watcher.cli import main; main()"


@dataclass(frozen=True)
class Done:
    """How a command ended: a negative status is the signal that killed it."""

    status: int
    out: str
    err: str


class Commands:
    """The parent process; `close` ends it."""

    def __init__(self) -> None:
        self._parent = subprocess.Popen(
            [sys.executable, "-c", PARENT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
        )

    def run(self, cwd: Path, *args: str, code: str = MAIN) -> Done:
        """One call, from start to end."""
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        with tempfile.TemporaryDirectory() as folder:
            out, err = Path(folder, "out"), Path(folder, "err")
            call = {"cwd": str(cwd), "args": args, "code": code, "out": str(out), "err": str(err)}
            self._parent.stdin.write(json.dumps(call) + "\n")
            self._parent.stdin.flush()
            status = int(self._parent.stdout.readline())
            return Done(status, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))

    def close(self) -> None:
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.close()
        self._parent.stdout.close()
        self._parent.wait()

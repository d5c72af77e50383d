"""Whole processes, measured by the operating system's own accounting. Shared by the scripts that compare."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "lgl" / "compare"
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
LGL = TARGET / "release" / "lgl"
PROTOCOL = ROOT / "protocols" / "2022" / "2022-11-25.md"


def python_with(*packages):
    """A Python of its own with these PyPI packages, installed on first use. Gives its folder of programs."""
    venv = CACHE / "venv"
    if not (venv / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    subprocess.run([venv / "bin" / "python", "-m", "pip", "install", "-q", *packages], check=True)
    return venv / "bin"


def npm_with(*packages):
    """A folder of its own with these npm packages, installed on first use. Gives its folder of programs."""
    programs = CACHE / "npm" / "node_modules" / ".bin"
    env = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}
    subprocess.run(["npm", "install", "--silent", "--prefix", CACHE / "npm", *packages], check=True, env=env)
    return programs


def measured(commands, folder, codes=(0,)):
    """CPU seconds, wall seconds and peak MiB of commands run one after the other."""
    cpu = wall = 0.0
    peak = 0
    for command in commands:
        start = time.perf_counter()
        child = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        words = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        wall += time.perf_counter() - start
        cpu += usage.ru_utime + usage.ru_stime
        peak = max(peak, usage.ru_maxrss / 1024)
        if os.waitstatus_to_exitcode(status) not in codes:
            sys.exit(f"{command[0]} failed: {words.decode(errors='replace')[-500:]}")
    return cpu, wall, peak


def compare(table, folder, runs, codes=(0,)):
    """Runs every row in turn, once to warm up, and prints medians with the ratio to the first row."""
    if not LGL.exists():
        sys.exit(f"{LGL} is not there: run cargo build --release first")
    table = {name: [[str(word) for word in c] for c in commands] for name, commands in table.items()}
    results = {name: [] for name in table}
    for turn in range(runs + 1):
        for name, commands in list(table.items()):
            try:
                result = measured(commands, folder, codes)
            except SystemExit as stopped:
                print(f"left out: {name}: {stopped}", file=sys.stderr)
                del table[name], results[name]
                continue
            if turn > 0:
                results[name].append(result)
    base = statistics.median(cpu for cpu, _, _ in next(iter(results.values())))
    print(f"{'':32}{'CPU s':>8}{'wall s':>8}{'MiB':>6}{'CPU, lgl = 1':>14}   ({runs} runs, medians)")
    for name, rows in results.items():
        cpu, wall, peak = (statistics.median(column) for column in zip(*rows))
        print(f"{name:32}{cpu:8.3f}{wall:8.3f}{peak:6.0f}{cpu / base:14.1f}")

import os
import subprocess
import time
from pathlib import Path

from proceedings.exceptions import JobFailed, LimitExceeded
from proceedings.workbench import Workbench

# A worker starts in this time too, also on a busy machine.
WALL_SECONDS = 5


def is_running(pid: int) -> bool:
    """Say whether a process lives; one that nobody has buried yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_run_keeps_order_and_tells_progress():
    seen = []
    with Workbench(2) as bench:
        jobs = [(len, ("x" * number,)) for number in range(4)]
        outcomes = list(bench.run(jobs, progress=lambda *step: seen.append(step)))
    assert [outcome.value for outcome in outcomes] == [0, 1, 2, 3]
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_run_when_a_job_takes_too_long_ends_that_job_only():
    with Workbench(1, wall_seconds=WALL_SECONDS) as bench:
        slow, quick = bench.run([(time.sleep, (60,)), (len, ("ab",))])
    assert isinstance(slow.problem, LimitExceeded)
    assert slow.problem.subject == "time"
    assert quick.value == 2


def test_run_when_a_job_computes_too_long_ends_that_job_only():
    with Workbench(1, cpu_seconds=1) as bench:
        busy, quick = bench.run([(sum, (range(10**11),)), (len, ("ab",))])
    assert isinstance(busy.problem, LimitExceeded)
    assert quick.value == 2


def test_run_when_a_job_takes_too_much_memory_ends_that_job_only():
    with Workbench(1) as bench:
        large, quick = bench.run([(bytearray, (3 << 30,)), (len, ("ab",))])
    assert isinstance(large.problem, LimitExceeded)
    assert large.problem.subject == "memory"
    assert quick.value == 2


def test_run_when_a_worker_dies_goes_on():
    with Workbench(1) as bench:
        dead, quick = bench.run([(os._exit, (3,)), (len, ("ab",))])
    assert isinstance(dead.problem, LimitExceeded)
    assert quick.value == 2


def test_run_when_a_job_raises_gives_the_traceback():
    with Workbench(1) as bench:
        (outcome,) = bench.run([(int, ("x",))])
    assert isinstance(outcome.problem, JobFailed)
    assert "ValueError" in outcome.problem.subject


def test_run_when_too_long_kills_the_children_too(tmp_path):
    script = f"echo $$ > {tmp_path}/pid; exec sleep 60"
    with Workbench(1, wall_seconds=WALL_SECONDS) as bench:
        list(bench.run([(subprocess.call, (["sh", "-c", script],))]))
    pid = int((tmp_path / "pid").read_text())
    # The signal is sent at once; dying takes a moment on a busy machine.
    for _ in range(50):
        if not is_running(pid):
            break
        time.sleep(0.1)
    assert not is_running(pid)


def test_run_keeps_secrets_of_the_environment_out(monkeypatch):
    monkeypatch.setenv("COOP_SECRET", "hidden")
    with Workbench(1) as bench:
        (outcome,) = bench.run([(os.getenv, ("COOP_SECRET",))])
    assert outcome.value is None

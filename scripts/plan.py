"""Rule `plan`: what a run and a publication would do -> the terminal."""

import json
import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from acervo.errors import AcervoError
from acervo.joblog import job_log
from acervo.plan_display import show
from acervo.planning import Job, plan
from acervo.remotes.outlook import outlooks
from rich.console import Console

with job_log(snakemake.log[0]), TemporaryDirectory() as folder:
    params, jobs_file = snakemake.params, Path(folder) / "jobs.json"
    done = subprocess.run(
        params.dry_run,
        env={**os.environ, params.jobs_file: str(jobs_file)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode or not jobs_file.exists():
        raise AcervoError(f"the dry run failed\n{done.stdout}")
    jobs = [Job.of(job) for job in json.loads(jobs_file.read_text(encoding="utf-8"))]
    planned = plan(params.exports, jobs, params.config, cores=params.cores)
    publish, dataset = params.config["publish"], params.config["dataset"]
    show(Console(), planned, outlooks(publish, dataset, Path("results/public"), planned.remade))

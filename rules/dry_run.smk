"""A dry run also says which exports it would read and how many passages it would encode.

It is said last, behind all that Snakemake says, and costs other runs nothing.
"""

import atexit
import json
from contextlib import chdir

from snakemake.settings.enums import Quietness

from acervo.rates import keep_rates

# Names a file: the jobs go there, for whoever asked, and nothing is said.
JOBS_FILE = "ACERVO_JOBS_FILE"
WORK = Path.cwd()


def after_dry_run():
    """Say what the jobs of a dry run come to."""
    if not workflow.dryrun or workflow.scheduler is None:  # none, or it has failed
        return
    if workflow.execution_settings.no_hooks or not workflow.is_main_process:
        return
    jobs = [
        {
            "rule": job.rule.name,
            "wildcards": job.wildcards_dict,
            "reasons": sorted(workflow.dag.reason(job).get_names()),
        }
        for level in workflow.dag.toposorted(
            set(workflow.dag.needrun_jobs(exclude_finished=False))
        )
        for job in sorted(level, key=str)
    ]
    if JOBS_FILE in os.environ:
        Path(os.environ[JOBS_FILE]).write_text(json.dumps(jobs), encoding="utf-8")
    elif Quietness.ALL not in (workflow.output_settings.quiet or ()):
        if any(job.rule.name == "parse" for job in workflow.dag.jobs):
            say(jobs)


def say(jobs):
    # Not before it is needed: these load polars.
    from rich.console import Console

    from acervo.plan_display import show
    from acervo.planning import Job, plan

    try:
        with chdir(WORK):  # Snakemake has left it
            planned = plan(
                EXPORTS, [Job.of(job) for job in jobs], config, cores=workflow.cores
            )
        show(Console(), planned)
    except AcervoError as error:
        print(f"What this comes to cannot be said: {error}")
    except Exception as error:  # whatever is half built must not break a dry run
        print(f"What this comes to cannot be said ({type(error).__name__})")


atexit.register(after_dry_run)


# The next run overwrites the log of this one.
onsuccess:
    keep_rates(Path("logs"))

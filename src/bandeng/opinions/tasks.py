"""The job that lays the reactions of a large file, piece by piece."""

from uuid import UUID

from django_tasks import task

from bandeng.opinions.actions.arriving import lay_all


@task()
def lay(conversation: str) -> None:
    """Run twice it lays nothing twice."""
    lay_all(UUID(conversation))

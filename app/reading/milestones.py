"""From a stored complaint to the dates its clocks are read from."""

from app.rules.deadlines import Milestones
from app.rules.statuses import Status
from models.complaint import Complaint

# What a query must select so that ``milestones`` triggers no other one.
MILESTONE_COLUMNS = (
    Complaint.status,
    Complaint.received_at,
    Complaint.distribution_from,
    Complaint.distribute_by,
    Complaint.distribution_stopped_on,
    Complaint.was_returned_late,
    Complaint.returned_on,
    Complaint.supplement_by,
    Complaint.completed_on,
    Complaint.settle_by,
    Complaint.closed_on,
    Complaint.is_direct,
)


def milestones(complaint: Complaint) -> Milestones:
    """Return the dates of *complaint* that the clocks are read from."""
    return Milestones(
        status=Status(complaint.status),
        received_on=complaint.received_at.date(),
        distribution_from=complaint.distribution_from,
        distribute_by=complaint.distribute_by,
        distribution_stopped_on=complaint.distribution_stopped_on,
        was_returned_late=complaint.was_returned_late,
        returned_on=complaint.returned_on,
        supplement_by=complaint.supplement_by,
        completed_on=complaint.completed_on,
        settle_by=complaint.settle_by,
        closed_on=complaint.closed_on,
        is_direct=complaint.is_direct,
    )

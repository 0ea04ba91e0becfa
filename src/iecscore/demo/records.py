"""The rows of each administrative table for a community and a year."""

from iecscore.demo.demand import demand_rows
from iecscore.demo.finance import evidence_rows, finance_row
from iecscore.demo.gaps import leave_gaps
from iecscore.demo.governance import governance_row
from iecscore.demo.pathways import pathway_rows
from iecscore.demo.platforms import platform_rows
from iecscore.demo.projects import project_rows
from iecscore.demo.registers import ip_rows, need_rows, standard_rows
from iecscore.demo.rosters import Record, community_row, member_rows
from iecscore.demo.slips import let_slip
from iecscore.demo.world import Community
from iecscore.demo.yearly import firm_rows, programme_rows, school_rows


def community_records(community: Community, year: int) -> dict[str, list[Record]]:
    """Every table of a community's workbook for a year."""
    tables = {
        "community": [community_row(community)],
        "member": member_rows(community, year),
        "college_year": school_rows(community, year),
        "program_year": programme_rows(community, year),
        "job_demand": demand_rows(community, year),
        "enterprise_year": firm_rows(community, year),
        "platform": platform_rows(community, year),
        "project": project_rows(community, year),
        "need": need_rows(community, year),
        "ip": ip_rows(community, year),
        "standard": standard_rows(community, year),
        "pathway": pathway_rows(community, year),
        "governance_year": [governance_row(community, year)],
        "finance_year": [finance_row(community, year)],
        "evidence": evidence_rows(community, year),
    }
    return {table: let_slip(community, year, table, leave_gaps(community, year, table, rows)) for table, rows in tables.items()}

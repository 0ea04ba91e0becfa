"""The rows of each administrative table for a community and a year."""

from iecscore.demo.demand import demand_rows, pathway_rows
from iecscore.demo.governance import evidence_rows, finance_row, governance_row
from iecscore.demo.members import Record, community_row, firm_rows, member_rows, programme_rows, school_rows
from iecscore.demo.results import ip_rows, need_rows, standard_rows
from iecscore.demo.work import platform_rows, project_rows
from iecscore.demo.world import Community


def community_records(community: Community, year: int) -> dict[str, list[Record]]:
    """Every table of a community's workbook for a year."""
    return {
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

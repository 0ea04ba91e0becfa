"""Faults of `survey`: the questionnaires' files, and where they meet the indicator system."""

from iecscore.text.faults.fault import Fault

FAULTS = {
    "survey.no_survey_file": Fault("The folder has no file {file}.", "Name the folder of a survey."),
    "survey.misplaced": Fault("“{key}” does not belong in survey.yaml.", "Write each group into a file of its own in the folder groups."),
    "survey.unknown_group": Fault("There is no group “{name}”.", "The nearest known name is “{nearest}”. Known are: {known}."),
    "survey.order_twice": Fault("Group “{group}” stands twice in the order.", "Name it once."),
    "survey.not_in_order": Fault("Group “{group}” does not stand in the order.", "Add it where its sheet shall stand."),
    "survey.unknown_scale": Fault("There is no scale “{name}”.", "The nearest known name is “{nearest}”. Known are: {known}."),
    "survey.scale_points": Fault(
        "Scale “{scale}” does not run from 1 to {points}.", "Write the points 1 to {points} in this order; NA may stand beside them."
    ),
    "survey.code_twice": Fault("The code “{item}” is already used: {first}.", "Give this item another code; a code names one thing."),
    "survey.not_a_member_item": Fault(
        "“{name}”, named as {key}, is no item of the type “member”.", "The nearest known name is “{nearest}”. Known are: {known}."
    ),
    "survey.one_organisation": Fault(
        "“{name}” may name several members, but a vote belongs to one organisation.", "Delete “several”, or name another item."
    ),
    "survey.vote_needs_organisation": Fault(
        "Organisations vote, but no item says which organisation an answer comes from.", "Add “organisation_item”."
    ),
    "survey.vote_excludes_organisation": Fault(
        "Persons vote, but an item that names the voting organisation is given.", "Delete “organisation_item”, or change “vote”."
    ),
    "survey.sheet_title": Fault(
        "“{title}” cannot be the title of a sheet.", "Take at most {most} characters, and none of [ ] : * ? / \\ and the apostrophe."
    ),
    "survey.title_taken": Fault("“{title}” is already the title of another sheet.", "Give the group another short name."),
    "survey.minimum_order": Fault(
        "The minimum for showing, {show}, is above the minimum for scoring, {score}.", "What is scored is also shown: swap the two."
    ),
    "survey.type_needs": Fault("Item “{item}” is of the type “{type}”, but “{key}” is missing.", "Add “{key}”, or change the type."),
    "survey.type_excludes": Fault("Item “{item}” is of the type “{type}”, which has no “{key}”.", "Delete “{key}”, or change the type."),
    "survey.listed_where": Fault("Item “{item}” does not say which list its codes come from.", "Give either “refers” or “dictionary”."),
    "survey.unknown_construct": Fault("There is no construct “{name}”.", "The nearest known name is “{nearest}”. Known are: {known}."),
    "survey.unknown_matrix": Fault("The group has no matrix “{name}”.", "The nearest known name is “{nearest}”. Known are: {known}."),
    "survey.unknown_condition": Fault(
        "“{name}” is not an item of this group with options to choose one from.", "The nearest known name is “{nearest}”. Known are: {known}."
    ),
    "survey.unknown_option": Fault("Item “{item}” has no option “{name}”.", "The nearest known name is “{nearest}”. Known are: {known}."),
    "survey.expected_off_scale": Fault(
        "Item “{item}” expects {expected}, which is not a point of the scale.", "Write a whole number from 1 to {points}."
    ),
    "survey.number_order": Fault("The least number accepted, {minimum}, is above the greatest, {maximum}.", "Swap the two."),
    "survey.many_options": Fault("Item “{item}” has more than {most} options.", "Ask for a code of a list instead, or put options together."),
    "survey.unknown_item": Fault("The survey has no item “{name}”.", "The nearest known name is “{nearest}”. Known are: {known}."),
    "survey.group_without_items": Fault(
        "Group “{group}” makes up the indicator, but none of its items does.", "Add an item of the group, or take the group out."
    ),
    "survey.item_of_other_group": Fault(
        "Item “{item}” belongs to group “{group}”, which does not make up the indicator.", "Add the group, or take the item out."
    ),
    "survey.item_not_rated": Fault(
        "Item “{item}” is of the type “{type}”, which has no score.", "Use ratings only; show other items beside the indicator."
    ),
    "survey.weight_without_owner": Fault(
        "Rows of table “{table}” belong to no member, so they cannot weigh members.", "Name a table whose rows belong to members."
    ),
    "survey.not_yes_or_no": Fault("“{field}” is not a yes-or-no column.", "Name a yes-or-no column, or delete “where”."),
}

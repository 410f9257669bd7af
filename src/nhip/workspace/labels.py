"""The words for codes that rooms use: kinds of value, roles of agencies, doubts, states of a document and of an act."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

GROUPS = {
    "head": _("Form and layout"),
    "letter": _("Request"),
    "tasks": _("Tasks"),
    "citations": _("Legal bases"),
    "figures": _("Figures"),
    "statements": _("Assessment"),
    "sections": _("Sections"),
    "faults": _("Errors"),
}

KINDS = {
    "issuing_body": _("Issuing body"),
    "parent_body": _("Parent body"),
    "number": _("Number and symbol"),
    "place": _("Place"),
    "date": _("Date of issue"),
    "doc_type": _("Type of document"),
    "title": _("Title or subject"),
    "period": _("Reporting period"),
    "addressee": _("Addressee"),
    "signer_on_behalf": _("Signed on behalf of"),
    "signer_position": _("Position of the signer"),
    "signer_name": _("Signer"),
    "recipient": _("Recipient"),
    "citation": _("Legal basis"),
    "task_assignment": _("Assignment"),
    "task_activity": _("Activity"),
    "figure_profile": _("Profile figure"),
    "figure_result": _("Result"),
    "figure_target": _("Target"),
    "figure_enumeration": _("Count"),
    "strengths": _("Strength"),
    "limitations": _("Limitation"),
    "directions": _("Direction"),
    "proposals": _("Proposal"),
    "objectives": _("Objective"),
    "audiences": _("Audience"),
    "asked": _("What is asked"),
    "outline": _("Outline item"),
    "cut_off": _("Cut-off"),
    "deadline": _("Deadline"),
    "section_1": _("Part"),
    "section_2": _("Section"),
    "section_3": _("Subsection"),
}

FAULTS = {
    "ocr_diacritic": _("Diacritic misread"),
    "duplicate_word": _("Word repeated"),
    "missing_word": _("Word missing"),
    "numbering": _("Numbering"),
    "typo": _("Misspelling"),
    "diacritic": _("Diacritic misread"),
    "spelling": _("Misspelling"),
    "punctuation": _("Punctuation"),
    "place_name": _("Place name"),
    "law_not_yet": _("Act not in force on that day"),
    "factual_issuer": _("Symbol and issuer disagree"),
    "missing_number": _("Number left blank"),
    "missing_date": _("Date left blank"),
    "dead_law": _("No longer in force"),
}

FIELDS = {
    **KINDS,
    "during": _("During"),
    "item_number": _("Item"),
    "heading": _("Heading"),
    "symbol": _("Symbol"),
    "number_alone": _("Number alone"),
    "type": _("Type"),
    "number": _("Number"),
    "issuer": _("Issued by"),
    "date": _("Date"),
    "role": _("Used as"),
    "summary": _("Content"),
    "deadline": _("Time limit"),
    "lead": _("Lead"),
    "implement": _("Carry out"),
    "coordinate": _("Coordinate"),
    "guide": _("Guide"),
    "ask": _("Requested"),
    "condition": _("Condition"),
    "report_channel": _("Report to"),
    "value": _("Value"),
    "unit": _("Unit"),
    "qualifier": _("Qualifier"),
    "indicator": _("What it counts"),
    "per": _("Per"),
    "by": _("By"),
    "text": _("Content"),
    "strength": _("Content"),
    "limitation": _("Content"),
    "direction": _("Content"),
    "proposal": _("Content"),
    "objective": _("Content"),
    "audience": _("Content"),
    "title": _("Title or subject"),
    "correct": _("Should be"),
    "expected_number": _("Should be numbered"),
    "from": _("From"),
    "to": _("To"),
    "who": _("Who"),
    "what": _("What"),
    "due": _("By when"),
    "recurring": _("Recurring"),
    "send_to": _("Send to"),
    "per_rule": _("By rule"),
    "outline_status": _("Outline"),
}

FACT_WORDS = {
    "basis": _("basis"),
    "implement": _("carries out"),
    "disseminated": _("disseminated"),
    "issued": _("issued in the period"),
    "mention": _("mentioned"),
    "nested": _("inside another citation"),
    "given": _("given in the letter"),
    "attached": _("attached"),
    "elsewhere": _("elsewhere"),
    "missing": _("missing"),
}

DOUBTS = {
    "low": _("Not sure"),
    "unverified": _("Read from a scan"),
    "inferred": _("Inferred"),
    "misnumbered": _("Misnumbered"),
    "missing": _("Not stated"),
    "fault": _("Check the text"),
}

NOTHING = _("nothing")
"""What stands where a value was taken out or not stated."""

STATUSES = {
    "received": (_("Waiting to be read"), "wait"),
    "reading": (_("Being read"), "wait"),
    "read": (_("Waiting for review"), "ours"),
    "confirmed": (_("Confirmed"), "ok"),
    "refused": (_("Could not be read"), "late"),
    "withdrawn": (_("Withdrawn"), ""),
}

STANDINGS = {
    "in_force": (_("In force"), "ok"),
    "amended": (_("In force, amended"), "ok"),
    "ended": (_("No longer in force"), "late"),
    "not_yet": (_("Not yet in force"), "wait"),
    "unknown": (_("Not known"), ""),
}

RELATIONS = {
    "replaces": (_("Replaces"), _("Replaced by")),
    "repeals": (_("Repeals"), _("Repealed by")),
    "amends": (_("Amends"), _("Amended by")),
    "details": (_("Details"), _("Detailed by")),
}

ACT_FACTS = {
    "type": _("Type"),
    "title": _("Title or subject"),
    "issuer": _("Issued by"),
    "issued_on": _("Issued on"),
    "effective_from": _("In force from"),
    "effective_to": _("Ends"),
    "text": _("Full text"),
}

SURE = {
    "R": _("by national rule"),
    "T": _("text read"),
    "S": _("secondary source"),
    "C": _("computed"),
    "M": _("from memory"),
    "U": _("unconfirmed"),
}

WAYS = {
    "text": _("plain text"),
    "docx": _("Word file"),
    "pdf": _("PDF with text"),
    "html": _("web page"),
    "ocr": _("scan, read by OCR"),
}

LINES = {
    "territory": _("Territory"),
    "state": _("State line"),
    "party": _("Party line"),
    "front": _("Front and mass organisations"),
    "armed": _("Armed forces"),
    "sector": _("Sector line"),
}

LEVELS = {
    "central": _("Central"),
    "province": _("Province level"),
    "district": _("District level"),
    "commune": _("Commune level"),
}

UNIT_KINDS = {
    "commune": _("Commune"),
    "ward": _("Ward"),
    "township": _("Township"),
    "rural_district": _("Rural district"),
    "provincial_city": _("Provincial city"),
    "province": _("Province"),
    "town": _("Town"),
    "urban_district": _("Urban district"),
    "department": _("Department"),
    "ministry": _("Ministry"),
    "party_board": _("Party board"),
    "special_zone": _("Special zone"),
    "press": _("Press agency"),
    "central_city": _("Centrally run city"),
    "party_committee": _("Party committee"),
    "division": _("Division"),
    "office": _("Office"),
    "service_unit": _("Public service unit"),
    "mass_organisation": _("Mass organisation"),
    "agency": _("Agency"),
    "association": _("Association"),
    "border_guard": _("Border guard"),
    "military": _("Military command"),
    "front": _("Fatherland Front"),
    "office_holder": _("Office holder"),
    "assembly": _("Assembly"),
    "people_committee": _("People's Committee"),
    "people_council": _("People's Council"),
    "portal": _("Web portal"),
    "central_branch": _("Central branch"),
    "inspectorate": _("Inspectorate"),
    "management_board": _("Management board"),
    "police": _("Police"),
    "state": _("The State"),
    "government": _("Government"),
    "court": _("Court"),
    "procuracy": _("Procuracy"),
    "congress": _("Congress"),
}

EVENTS = {
    "create": _("Founded"),
    "merge": _("Merged"),
    "split": _("Split"),
    "rename": _("Renamed"),
    "abolish": _("Abolished"),
    "transfer_function": _("Function transferred"),
    "boundary": _("Boundary changed"),
    "move": _("Moved under another body"),
    "unknown": _("Changed, kind unknown"),
}

BASES = {
    "whole": _("all of it"),
    "core": _("the greater part"),
    "part": _("a part"),
    "area": _("a share by area"),
    "population": _("a share by population"),
    "function": _("a function"),
    "territory": _("by territory"),
    "unknown": _("share not known"),
}

WHYS = {
    "whole": (_("Takes its place"), "ok"),
    "itself": (_("Itself"), "ok"),
    "several": (_("One of several"), "wait"),
    "split": (_("Split: a person decides"), "wait"),
    "function": (_("By function: a person decides"), "wait"),
    "core": (_("Greater part: a person decides"), "wait"),
    "unconfirmed": (_("Unconfirmed: a person decides"), "wait"),
    "undated": (_("Day not known: a person decides"), "wait"),
    "unknown": (_("Not known who"), "late"),
}

REASONS = {
    "exact": _("this very name"),
    "context": _("by context"),
    "initials": _("by initials"),
    "no_marks": _("without marks"),
    "ended": _("had ended by that day"),
    "not_yet": _("did not stand yet"),
    "misread": _("name misread"),
    "nearest": _("nearest name"),
}

KINDS_OF_LISTS = {
    "citations": KINDS["citation"],
    "tasks": KINDS["task_activity"],
    "recipients": KINDS["recipient"],
    "figures.result": _("Figure: result"),
    "figures.target": _("Figure: target"),
    "figures.profile": _("Figure: profile"),
    "figures": GROUPS["figures"],
    **{
        name: KINDS[name] for name in ("strengths", "limitations", "directions", "proposals", "objectives", "audiences")
    },
}
"""What one item of a list is called where a person adds one."""

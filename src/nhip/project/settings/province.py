"""Whose portal this is: the key of the province in the directory of agencies."""

import os

NHIP_PROVINCE = os.environ.get("NHIP_PROVINCE", "lang-son")

NHIP_PORTAL_OFFICE = os.environ.get("NHIP_PORTAL_OFFICE", "")
"""A TOML file with the office that runs the portal: name, owner, responsible post, address, phone, mail, licence."""
NHIP_EMBED_HOSTS = os.environ.get("NHIP_EMBED_HOSTS", "").split()
"""Sites that may show our lists in a frame: origins as a content policy names them ("https://langson.gov.vn")."""

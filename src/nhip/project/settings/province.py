"""Whose portal this is: the key of the province in the directory of agencies."""

import os

NHIP_PROVINCE = os.environ.get("NHIP_PROVINCE", "lang-son")

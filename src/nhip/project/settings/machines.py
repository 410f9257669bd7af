"""A service for machine translation that speaks LibreTranslate's interface. Without an address nothing is ever sent."""

import os

NHIP_TRANSLATOR = os.environ.get("NHIP_TRANSLATOR", "")
NHIP_TRANSLATOR_KEY = os.environ.get("NHIP_TRANSLATOR_KEY", "")

"""All settings together: one file per subject, gathered here. `docs/operating/settings.md` explains every variable."""

from nhip.project.settings.carriers import *
from nhip.project.settings.editing import *
from nhip.project.settings.folders import ANCHORS as NHIP_ANCHORS
from nhip.project.settings.folders import DATA as NHIP_DATA
from nhip.project.settings.folders import HEADS as NHIP_HEADS
from nhip.project.settings.folders import KEYS as NHIP_KEYS
from nhip.project.settings.folders import MEDIA as NHIP_MEDIA
from nhip.project.settings.folders import ORIGINALS as NHIP_ORIGINALS
from nhip.project.settings.folders import PICTURES as NHIP_PICTURES
from nhip.project.settings.folders import SAMPLE as NHIP_SAMPLE
from nhip.project.settings.keys import *
from nhip.project.settings.language import *
from nhip.project.settings.logs import *
from nhip.project.settings.machines import *
from nhip.project.settings.mail import *
from nhip.project.settings.province import *
from nhip.project.settings.rooms import *
from nhip.project.settings.security import *
from nhip.project.settings.sign_in import *
from nhip.project.settings.static import *
from nhip.project.settings.store import *
from nhip.project.settings.tasks import *

"""The core's models, one file each."""

from cms.core.models.document import Document
from cms.core.models.heartbeat import Heartbeat
from cms.core.models.image import Image, ImageSizes, Rendition
from cms.core.models.page import BasePage
from cms.core.models.site_settings import SiteSettings
from cms.core.models.user import User

__all__ = ["BasePage", "Document", "Heartbeat", "Image", "ImageSizes", "Rendition", "SiteSettings", "User"]

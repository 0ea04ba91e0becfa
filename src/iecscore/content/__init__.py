"""Find the content folders and read the YAML people write in them, each key with its line."""

from iecscore.content.document import Document, read_document
from iecscore.content.folders import content_folder, list_systems

__all__ = ["Document", "content_folder", "list_systems", "read_document"]

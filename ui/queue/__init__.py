"""F5 Hàng đợi, with its lists: `QueuePage`."""

from ui.queue.page import QueuePage

__all__ = ["QueuePage"]

"""Delivery of a finished issue: by mail, into a folder, to a command, to chats. Nothing unless the settings say so.

`send` goes through the recipients in rounds; a channel (`mail` with `letter`, `folder`, `command`, `chat`) sends to one
and says by its error whether that may pass; `issue` is what is sent, `secret` reads secrets and keeps them unsaid. No
database: who has it already, the caller knows.
"""

import logging

from .issue import Facts, read_facts
from .send import AlreadySent, Planned, deliver, plan, sent_before
from .sent import FAILED, SENT, SKIPPED, Sent

logging.getLogger(__name__).addHandler(logging.NullHandler())  # the caller says failures; a log is for who asks for one

__all__ = [
    "FAILED",
    "SENT",
    "SKIPPED",
    "AlreadySent",
    "Facts",
    "Planned",
    "Sent",
    "deliver",
    "plan",
    "read_facts",
    "sent_before",
]

"""Doors are watched and opened, rights given and taken, accounts looked after."""

from cms.accounts.operations.acting import (
    acting_now,
    begin_acting,
    close_acting,
    end_acting,
    may_act_as,
    note_deed,
)
from cms.accounts.operations.doors import (
    clear_attempts,
    forget_attempts,
    is_limited,
    note_attempt,
    offer_new_password,
)
from cms.accounts.operations.granting import set_roles
from cms.accounts.operations.leaving import (
    erase_account,
    erase_own_part,
    explain_erasure,
    pack_own_data,
)
from cms.accounts.operations.links import (
    clear_links,
    find_link,
    send_link,
    use_link,
    wish_for_link,
)
from cms.accounts.operations.profiles import save_profile

__all__ = [
    "acting_now",
    "begin_acting",
    "clear_attempts",
    "clear_links",
    "close_acting",
    "end_acting",
    "erase_account",
    "erase_own_part",
    "explain_erasure",
    "find_link",
    "forget_attempts",
    "is_limited",
    "may_act_as",
    "note_attempt",
    "note_deed",
    "offer_new_password",
    "pack_own_data",
    "save_profile",
    "send_link",
    "set_roles",
    "use_link",
    "wish_for_link",
]

"""Who is it: contact points (claimed or proven), identity, joins, preferences."""

from warmline.customers.contact_points import (
    ContactPoint,
    contact_points_of,
    find_contact_point,
    prove,
)
from warmline.customers.identify import (
    Found,
    check_known,
    find_customer,
    find_sender,
    hold_still,
    identify,
)
from warmline.customers.joins import canonical_id, everyone, join, split
from warmline.customers.models import ContactPointId, Customer, CustomerId
from warmline.customers.owning import Owned, is_owned, key_of, owned_by
from warmline.customers.preferences import prefer, preferences_by, preferences_of
from warmline.customers.theirs import contact_point_ids, cut_off, keys_to

__all__ = [
    "ContactPoint",
    "ContactPointId",
    "Customer",
    "CustomerId",
    "Found",
    "Owned",
    "canonical_id",
    "check_known",
    "contact_point_ids",
    "contact_points_of",
    "cut_off",
    "everyone",
    "find_contact_point",
    "find_customer",
    "find_sender",
    "hold_still",
    "identify",
    "is_owned",
    "join",
    "key_of",
    "keys_to",
    "owned_by",
    "prefer",
    "preferences_by",
    "preferences_of",
    "prove",
    "split",
]

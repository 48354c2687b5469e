"""The list of what is erased is whole: no table that names a person can be forgotten in it."""

import warmline.app  # noqa: F401 - loads all models
from warmline.flow.erasing import ERASED, KEPT_BACK
from warmline.flow.export import BY_CONVERSATION, BY_CUSTOMER
from warmline.foundation.tables import Table

NAMES_A_PERSON = {
    "customer_id",
    "conversation_id",
    "contact_point_id",
    "absorbed_id",
    "canonical_id",
    "message_id",
}
# What is erased and not given out, with its reason.
NOT_GIVEN = {
    "customers_customer": "the key to it all; its ids are in the export's head",
    "customers_join": "ids of one person, in the export's head",
}


def _personal() -> set[str]:
    return {
        table.name
        for table in Table.metadata.sorted_tables
        if NAMES_A_PERSON & {column.name for column in table.columns}
    }


def test_every_table_that_names_a_person_is_erased_or_kept_with_a_reason() -> None:
    assert len(_personal()) >= 18
    assert _personal() - ERASED == set(KEPT_BACK)
    assert ERASED - _personal() == {"customers_customer"}


def test_every_table_that_is_erased_is_given_out_too() -> None:
    given = {each.name for each in (*BY_CUSTOMER.values(), *BY_CONVERSATION.values())}
    assert ERASED - given == set(NOT_GIVEN)

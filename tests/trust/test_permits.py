"""Permits: a purpose, a use on its list, and answers that allow it at this moment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmline.customers import CustomerId
from warmline.foundation.clock import now
from warmline.foundation.ids import new_id
from warmline.trust import (
    NEVER_BY_FEELING,
    PURPOSES,
    SENSE,
    Answer,
    PurposeRefused,
    Use,
    UseNotListed,
    find_permit,
    is_allowed,
    permit,
)

SOMEBODY = CustomerId(new_id())


@given(st.sampled_from(PURPOSES), st.sampled_from(Use), st.lists(st.booleans(), max_size=4))
def test_there_is_a_permit_only_for_a_listed_use_that_is_allowed_now(
    purpose: object, use: Use, said: list[bool]
) -> None:
    known = next(each for each in PURPOSES if each is purpose)
    answers = [Answer(known, granted, now()) for granted in said]
    if use not in known.uses:
        with pytest.raises(UseNotListed):
            permit(known, use, [SOMEBODY], answers)
    elif not is_allowed(known, answers):
        assert find_permit(known, use, [SOMEBODY], answers) is None
    else:
        made = permit(known, use, [SOMEBODY], answers)
        assert (made.purpose, made.use) == (known, use)
        assert made.customer_ids == frozenset({SOMEBODY})


@pytest.mark.parametrize("use", sorted(NEVER_BY_FEELING))
def test_no_answer_lets_a_feeling_set_a_price_or_judge_staff(use: Use) -> None:
    yes = [Answer(SENSE, granted=True, given_at=now())]
    with pytest.raises(UseNotListed, match="never"):
        permit(SENSE, use, [SOMEBODY], yes)
    with pytest.raises(UseNotListed):
        find_permit(SENSE, use, [SOMEBODY], yes)


def test_a_refusal_ends_the_permit_at_once() -> None:
    no = [Answer(SENSE, granted=False, given_at=now())]
    with pytest.raises(PurposeRefused):
        permit(SENSE, Use.HANDOFF, [SOMEBODY], no)

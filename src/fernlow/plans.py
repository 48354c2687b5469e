"""Pay-later plans: one bill, spread over months.

Above `LARGEST_PLAN_CENTS` a person looks at it.
"""

from datetime import date, timedelta

from fernlow.bodies import NewPlan
from fernlow.errors import Answer, Refused
from fernlow.store import Books

LARGEST_PLAN_CENTS = 30_000
BREATHING_SPACE = timedelta(days=14)


def arrange(books: Books, today: date, _: str, body: NewPlan) -> Answer:
    bill = books.find("bill", body.bill, body.customer)
    owed = bill["open_cents"]
    if owed == 0:
        raise Refused(422, "not_open", "This bill is paid.")
    plans = books.of_customer("plan", body.customer)
    if any(each["bill"] == bill["id"] and each["status"] == "open" for each in plans):
        raise Refused(409, "has_plan", "There is a plan for this bill already.")
    if owed > LARGEST_PLAN_CENTS:
        raise Refused(422, "needs_person", "A person has to look at a plan of this size.")
    plan = {
        "id": f"P-{books.next_number('plan', 8001)}",
        "customer": body.customer,
        "bill": bill["id"],
        "status": "open",
        "first_on": _first_of_month_after(today + BREATHING_SPACE).isoformat(),
        "part_cents": owed // body.parts,
        "last_part_cents": owed // body.parts + owed % body.parts,
        "parts": body.parts,
    }
    return 201, books.put("plan", plan)


def _first_of_month_after(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)

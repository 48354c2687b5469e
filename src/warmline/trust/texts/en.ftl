# Receipts: what was decided and why, in one sentence the customer can read.
receipt-answered = The assistant answered from “{ $title }”, version { $version }, because it fits what you asked.
receipt-asked_for_person = You were passed to a person because you asked for one.
receipt-care_path = You were passed to a person at once, so that nothing urgent has to wait.
receipt-not_known = The assistant found no answer it was sure of, said so, and offered a person.
receipt-withdrew = You asked us to stop noticing how your words feel. That is switched off from now on.
receipt-person_answers = The assistant stayed quiet, because a person has this conversation.

# Receipts: what was decided and why, in one sentence the customer can read.
receipt-answered = The assistant answered from “{ $title }”, version { $version }, because it fits what you asked.
receipt-asked_for_person = You were passed to a person because you asked for one.
receipt-care_path = You were passed to a person at once, so that nothing urgent has to wait.
receipt-not_known = The assistant found no answer it was sure of, said so, and offered a person.
receipt-withdrew = You asked us to stop noticing how your words feel. That is switched off from now on.
receipt-person_answers = The assistant stayed quiet, because a person has this conversation.
receipt-skill_asked = The assistant asked for what it needs to do what you asked for.
receipt-proof_needed = The assistant asked you to prove who you are, because this is about your own data.
receipt-confirm_first = The assistant asked you to confirm first, because this changes something.
receipt-skill_done = The assistant had this done because you confirmed it.
receipt-skill_told = The assistant looked this up for you in our systems.
receipt-skill_refused = The assistant did not do this, and said why.
receipt-skill_stopped = You did not want it after all, so the assistant left everything as it is.
receipt-situation = The assistant told you about something that is going on now where you are.
receipt-friendly = The assistant returned your kind words.
receipt-needs_person = You were passed to a person because this should not be decided by software.

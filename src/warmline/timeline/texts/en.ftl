# Why the holder changed, as the customer is told.
holder-started = You are talking to software. A person is one step away.
holder-customer_wrote = The assistant answers again.
holder-asked_for_person = You were passed to a person because you asked for one.
holder-care_path = You were passed to a person at once, so that nothing urgent has to wait.
holder-decided = You were passed to a person because the assistant could not help well enough.
holder-turn_failed = You were passed to a person because of a fault on our side.
holder-taken = A person is with you.
holder-stopped_waiting = The assistant answers again. You need not wait any longer.
holder-transferred = You are being passed to another person, who sees what was said.
holder-passed_on = Another person is with you now, and sees what was said.
holder-agent_gone = The person had to leave. Another one is coming and sees what was said.
holder-handed_back = The assistant answers again. It knows what you agreed.
holder-stretch_ended = The assistant answers again. It knows what you agreed.
holder-closed = This conversation is closed. Write again at any time.

# The conversation as a text to take along.
transcript-you = You
transcript-assistant = Assistant (software)
holder-contested = You were passed to a person because you questioned a decision.
holder-restricted = You were passed to a person because you paused what software may do.

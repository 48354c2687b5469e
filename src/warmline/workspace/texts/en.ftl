# What colleagues read at the desk.
desk-visitor = Visitor { $letters }
desk-nothing_written = Nothing written yet

queue-late = Our promise is late.
queue-care_path = Possible danger.
queue-straight_to_us = Came straight to us
queue-asked_for_person = Asked for a person.
queue-decided = The assistant could not help.
queue-turn_failed = A fault on our side.
queue-transferred = Passed on by a colleague.
queue-agent_gone = A colleague had to leave.
queue-snoozed = Put aside.
queue-unread = { $count ->
    [one] One new message.
   *[other] { $count } new messages.
}
queue-we_wait = Waits for the customer.
queue-in_language = Writes in { $language }
queue-no_reading = No reading: the customer switched it off

packet-started = { $name } is with a person
packet-customer_wrote = { $name } wrote again
packet-asked_for_person = Handed over, because { $name } asked for a person
packet-care_path = Came straight to us, because the words may mean danger
packet-decided = Handed over, because the assistant could not help well enough
packet-turn_failed = Handed over, because of a fault on our side
packet-taken = Taken from the queue
packet-transferred = { $agent } passed { $name } on
packet-passed_on = { $agent } passed { $name } on to a colleague
packet-agent_gone = { $agent } had to leave

next-care = Stay with them until help is there.
next-check = Check whether “{ $title }” worked, and tell them.
next-task = Go on with “{ $title }”: it is half done.
next-article = Answer from “{ $title }”.
next-read = Read their last words and answer what is open.

tried-article = Answered from “{ $title }”.
tried-told = { $title }: told.
tried-done = { $title }: done.
tried-undone = { $title }: done, and taken back.
tried-refused = { $title }: not possible.
tried-stopped = { $title }: begun, not wanted after all.
tried-handed_over = { $title }: begun, then handed over.

promised-person = A person

how-steady = Calm all the way.
how-well = Well so far.
how-down = It went down.
how-down_eased = It went down, and is easing since.
how-down_at = Down at “{ $words }”.
how-down_at_eased = Down at “{ $words }”, easing since.
how-unsure = Hard to tell: { $count ->
    [one] one short message.
   *[other] { $count } short messages.
}
how-abstained = Cannot be told from the words.
how-off = Switched off by the customer. Nothing is missing.
how-corrected = Corrected by { $agent }: { $feeling }.

feeling-calm = calm
feeling-worried = worried
feeling-annoyed = annoyed
feeling-angry = angry
feeling-sad = sad
feeling-pleased = pleased
feeling-cannot_tell = cannot be told from the words

given-identity = Who they are, proven by a code
given-input = { $name }

urgent-time = They say that it cannot wait.
urgent-deadline = Something of theirs depends on it soon.
urgent-waiting = They have been waiting for days.
urgent-no_service = Something they rely on is off.
urgent-cold = It is cold where they are.
urgent-cut_off = They fear to be cut off.
urgent-stranded = They are stuck somewhere.
urgent-money = Money or a card is at risk.
urgent-flood = There is water where it should not be.
urgent-as_a_whole = It reads as urgent as a whole.
risk-care = Somebody may be in danger. The emergency number comes first.
risk-late = We are later than we said. Say so first.
risk-unfinished = “{ $title }” is not finished.
risk-abusive = The words are rough. You need not take that alone.
risk-unproven = Not proven who writes: no orders, bills or names.

panel-closed = The address is claimed and not proven, so orders, bills and earlier words stay closed. For help in danger none of it is needed.
use-serve = Answering
use-sense = Noticing how words feel
use-care = Remembering care
use-personalise = Serving in their way
use-recommend = Recommending
use-remind = Reminding
use-marketing = Writing about offers
use-analytics = Counting what goes well
use-learn = Learning from words
use-share = Selling or sharing data
prefers-calm = Calm view
prefers-simpler_steps = One step at a time
prefers-larger_text = Larger text
prefers-person_first = A person first
queue-contested = Questions a decision.
queue-restricted = Software may not read here.
packet-contested = Handed over, because { $name } questions a decision
packet-restricted = Handed over, because { $name } has paused what software may do
promised-contest = An answer about receipt { $number }
corrected-by-customer = the customer

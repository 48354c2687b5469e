notice-software = You are talking to software. It can notice how your words feel, to slow down or fetch a person. Everything works without it too.
reply-source = From “{ $title }”, version { $version }.
reply-person_coming = Of course. A person is coming. They see what you wrote, so you won’t have to repeat it. Your place is kept.
reply-care_path = A person is coming to you first. If somebody is in danger now, call 112. They see what you wrote, so you won’t have to repeat it.
reply-not_known = I am not sure enough to answer that. A person can: write “person”, and one comes.
reply-withdrew = Switched off. In force from now on, on every channel. Everything works without it too.

# Skills, in any pack.
task-stopped = All right, I have left everything as it is.
task-kept = All right, it stays as it is now.
task-silent = I cannot reach our systems just now, so I have changed nothing. Try again in a few minutes, or write “person”.
task-takes_longer = This takes longer than usual. I tell you here as soon as it is certain.
task-unsure_person = I could not find out whether that worked. A person is checking it now and tells you here. Please do not do it again.
task-refused_person = Our system did not accept that, and I do not want to guess why. A person is looking at it; you do not need to repeat anything.
task-not_yours = I find no { $id } among what is yours, so I can say nothing about it.
task-unclear_person = I do not understand you well enough, and that is not your fault. A person is coming; they see everything you told me.
task-resume = You also wanted: { $title }. Shall I go on with that?
task-offer_person = One thing I could not do: { $title }. Shall a person look at it?
task-person_coming = A person is coming and looks at it with you. They see what you wrote.
proof-ask-address = That is about your own data, so I have to be sure that it is you. What is the e-mail address of your contract? I send a code there.
proof-sent = That is about your own data, so I have to be sure that it is you. If { $address } belongs to a contract, a code of six digits is on its way there. What is it?
proof-ask-code = Please give me the code of six digits from the mail. If it does not come, tell me the e-mail address again, or write “person”.
proof-wrong = That is not the code. Please look again, or tell me the e-mail address for a new one.
proof-failed = Those codes were not right, so I show and change nothing. You can begin again, or write “person”.
proof-facts-wrong = I find nobody with that.
proof-facts-failed = I cannot find you by that, so I show and change nothing. A person is coming and helps you with it; they see what you wrote.
proof-too_many = That address has had many codes within an hour, so I send no more for now. Try again later, or write “person”.
proof-mail-subject = { $code } is your code
proof-mail-text = Your code is { $code }. It is good for 15 minutes, in the conversation that you have with us now. If you have none, somebody else has typed in your address: do nothing, nothing is shown without the code.
reply-other_language = We have this in another language only:
reply-greeting = Hello! What can I do for you?
reply-thanks = You are welcome. I am here when something else comes up.
reply-ask-area = If you tell me your postcode, I can see whether we know of something there.

# What can be tapped instead of typed.
quick-yes = Yes, please
quick-no = No, leave it

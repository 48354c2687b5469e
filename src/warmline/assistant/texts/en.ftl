notice-software = You are talking to software. It can notice how your words feel, to slow down or fetch a person. Everything works without it too.
reply-source = From “{ $title }”, version { $version }.
reply-person_coming = Of course. A person is coming. They see what you wrote, so you won’t have to repeat it. Your place is kept.
reply-care_path = A person is coming to you first. If somebody is in danger now, call 112. They see what you wrote, so you won’t have to repeat it.
reply-not_known = I am not sure enough to answer that. A person can: write “person”, and one comes.
reply-withdrew = Switched off. In force from now on, on every channel. Everything works without it too.

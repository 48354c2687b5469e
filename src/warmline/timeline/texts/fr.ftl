holder-started = Vous parlez à un logiciel. Une personne est à un pas.
holder-customer_wrote = L’assistant répond de nouveau.
holder-asked_for_person = Vous avez été transmis à une personne parce que vous l’avez demandé.
holder-care_path = Vous avez été transmis tout de suite à une personne, pour que rien d’urgent n’attende.
holder-decided = Vous avez été transmis à une personne, car l’assistant ne pouvait pas assez bien vous aider.
holder-turn_failed = Vous avez été transmis à une personne à cause d’une erreur de notre part.
holder-taken = Une personne est avec vous.
holder-stopped_waiting = L’assistant répond de nouveau. Vous n’avez plus à attendre.
holder-transferred = Nous vous passons une autre personne, qui voit ce qui a été dit.
holder-passed_on = Une autre personne est maintenant avec vous et voit ce qui a été dit.
holder-agent_gone = La personne a dû partir. Une autre arrive et voit ce qui a été dit.
holder-handed_back = L’assistant répond de nouveau. Il sait ce qui a été convenu.
holder-stretch_ended = L’assistant répond de nouveau. Il sait ce qui a été convenu.
holder-closed = Cette conversation est close. Écrivez-nous quand vous voulez.

# The conversation as a text to take along.
transcript-you = Vous
transcript-assistant = Assistant (logiciel)
holder-contested = Vous avez été confié à une personne parce que vous contestez une décision.
holder-restricted = Vous avez été confié à une personne parce que vous avez suspendu le logiciel.

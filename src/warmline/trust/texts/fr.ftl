receipt-answered = L’assistant a répondu avec « { $title } », version { $version }, car cela répond à votre question.
receipt-asked_for_person = Vous avez été transmis à une personne parce que vous l’avez demandé.
receipt-care_path = Vous avez été transmis tout de suite à une personne, pour que rien d’urgent n’attende.
receipt-not_known = L’assistant n’a pas trouvé de réponse sûre, l’a dit et a proposé une personne.
receipt-withdrew = Vous nous avez demandé de ne plus remarquer ce que vos mots expriment. C’est désactivé dès maintenant.
receipt-person_answers = L’assistant s’est tu, car une personne s’occupe de cette conversation.

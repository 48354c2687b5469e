notice-software = Vous parlez à un logiciel. Il peut remarquer ce que vos mots expriment, pour ralentir ou appeler une personne. Tout marche aussi sans cela.
reply-source = Tiré de « { $title } », version { $version }.
reply-person_coming = Bien sûr. Une personne arrive. Elle voit ce que vous avez écrit, vous n’aurez pas à le répéter. Votre place est gardée.
reply-care_path = Une personne vient d’abord vers vous. Si quelqu’un est en danger maintenant, appelez le 112. Elle voit ce que vous avez écrit, vous n’aurez pas à le répéter.
reply-not_known = Je ne suis pas assez sûr pour répondre à cela. Une personne le peut : écrivez « personne » et elle viendra.
reply-withdrew = Désactivé. En vigueur dès maintenant, sur tous les canaux. Tout marche aussi sans cela.

notice-software = Vous parlez à un logiciel. Il peut remarquer ce que vos mots expriment, pour ralentir ou appeler une personne. Tout marche aussi sans cela.
reply-source = Tiré de « { $title } », version { $version }.
reply-person_coming = Bien sûr. Une personne arrive. Elle voit ce que vous avez écrit, vous n’aurez pas à le répéter. Votre place est gardée.
reply-care_path = Une personne vient d’abord vers vous. Si quelqu’un est en danger maintenant, appelez le 112. Elle voit ce que vous avez écrit, vous n’aurez pas à le répéter.
reply-not_known = Je ne suis pas assez sûr pour répondre à cela. Une personne le peut : écrivez « personne » et elle viendra.
reply-withdrew = Désactivé. En vigueur dès maintenant, sur tous les canaux. Tout marche aussi sans cela.

# Tâches, dans tout secteur.
task-stopped = D’accord, j’ai tout laissé comme c’est.
task-kept = D’accord, cela reste comme c’est maintenant.
task-silent = Je n’arrive pas à joindre nos systèmes pour le moment, je n’ai donc rien changé. Réessayez dans quelques minutes, ou écrivez « personne ».
task-takes_longer = Cela prend plus de temps que d’habitude. Je vous le dis ici dès que c’est sûr.
task-unsure_person = Je n’ai pas pu savoir si cela a marché. Une personne le vérifie maintenant et vous le dira ici. Merci de ne pas le refaire.
task-refused_person = Notre système ne l’a pas accepté, et je ne veux pas deviner pourquoi. Une personne regarde ; vous n’avez rien à répéter.
task-not_yours = Je ne trouve pas { $id } parmi ce qui est à vous, je ne peux donc rien en dire.
task-unclear_person = Je ne vous comprends pas assez bien, et ce n’est pas de votre faute. Une personne arrive ; elle voit tout ce que vous m’avez dit.
task-resume = Vous vouliez aussi ceci : { $title }. Dois-je continuer ?
task-offer_person = Il y a une chose que je n’ai pas pu faire : { $title }. Une personne doit-elle la regarder ?
task-person_coming = Une personne arrive et regarde cela avec vous. Elle voit ce que vous avez écrit.
proof-ask-address = Il s’agit de vos propres données, je dois donc être sûr que c’est vous. Quelle est l’adresse e-mail de votre contrat ? J’y envoie un code.
proof-sent = Il s’agit de vos propres données, je dois donc être sûr que c’est vous. Si { $address } correspond à un contrat, un code à six chiffres y est en route. Quel est-il ?
proof-ask-code = Donnez-moi, s’il vous plaît, le code à six chiffres de l’e-mail. S’il n’arrive pas, redonnez-moi l’adresse e-mail, ou écrivez « personne ».
proof-wrong = Ce n’est pas le code. Regardez encore une fois, s’il vous plaît, ou donnez-moi l’adresse e-mail pour en recevoir un nouveau.
proof-failed = Ces codes n’étaient pas les bons, donc je ne montre et ne change rien. Vous pouvez recommencer, ou écrire « personne ».
proof-facts-wrong = Je ne trouve personne avec cela.
proof-facts-failed = Je ne peux pas vous trouver ainsi, donc je ne montre et ne change rien. Une personne arrive pour vous aider ; elle voit ce que vous avez écrit.
proof-too_many = Beaucoup de codes sont partis vers cette adresse en une heure, je n’en envoie donc plus pour l’instant. Réessayez plus tard, ou écrivez « personne ».
proof-mail-subject = { $code } est votre code
proof-mail-text = Votre code est { $code }. Il est valable 15 minutes, dans la conversation que vous avez avec nous en ce moment. Si vous n’en avez pas, quelqu’un d’autre a saisi votre adresse : ne faites rien, rien n’est montré sans le code.
reply-other_language = Nous n’avons ceci que dans une autre langue :
reply-greeting = Bonjour ! Que puis-je faire pour vous ?
reply-thanks = Avec plaisir. Je suis là s’il y a autre chose.
reply-ask-area = Si vous me donnez votre code postal, je peux voir si nous sommes au courant de quelque chose là-bas.

# What can be tapped instead of typed.
quick-yes = Oui, s’il vous plaît
quick-no = Non, laissez

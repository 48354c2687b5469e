# Ce que les collègues lisent à leur poste.
desk-visitor = Visite { $letters }
desk-nothing_written = Rien d’écrit encore

queue-late = Notre promesse est en retard.
queue-care_path = Danger possible.
queue-straight_to_us = Arrivé tout droit
queue-asked_for_person = A demandé une personne.
queue-decided = L’assistant n’a pas pu aider.
queue-turn_failed = Une faute de notre côté.
queue-transferred = Transmis par un collègue.
queue-agent_gone = Un collègue a dû partir.
queue-snoozed = Mis de côté.
queue-unread = { $count ->
    [one] Un nouveau message.
   *[other] { $count } nouveaux messages.
}
queue-we_wait = Attend le client.
queue-in_language = Écrit en { $language }
queue-no_reading = Pas de lecture : le client l’a coupée

packet-started = { $name } est avec une personne
packet-customer_wrote = { $name } a réécrit
packet-asked_for_person = Transmis parce que { $name } a demandé une personne
packet-care_path = Arrivé tout droit, car les mots peuvent dire un danger
packet-decided = Transmis parce que l’assistant n’aidait pas assez
packet-turn_failed = Transmis à cause d’une faute de notre côté
packet-taken = Pris dans la file
packet-transferred = { $agent } a transmis { $name }
packet-passed_on = { $agent } a transmis { $name } à un collègue
packet-agent_gone = { $agent } a dû partir

next-care = Rester avec eux jusqu’à ce que l’aide soit là.
next-check = Vérifier si « { $title } » a marché, et le dire.
next-task = Continuer « { $title } » : c’est à moitié fait.
next-article = Répondre avec « { $title } ».
next-read = Lire les derniers mots et répondre à ce qui reste.

tried-article = Répondu avec « { $title } ».
tried-told = { $title } : dit.
tried-done = { $title } : fait.
tried-undone = { $title } : fait, puis annulé.
tried-refused = { $title } : pas possible.
tried-stopped = { $title } : commencé, finalement pas voulu.
tried-handed_over = { $title } : commencé, puis transmis.

promised-person = Une personne

how-steady = Calme du début à la fin.
how-well = Bien jusqu’ici.
how-down = C’est allé moins bien.
how-down_eased = C’est allé moins bien, et cela s’apaise depuis.
how-down_at = Moins bien à « { $words } ».
how-down_at_eased = Moins bien à « { $words } », cela s’apaise depuis.
how-unsure = Difficile à dire : { $count ->
    [one] un message court.
   *[other] { $count } messages courts.
}
how-abstained = Les mots ne le disent pas.
how-off = Coupé par le client. Il ne manque rien.
how-corrected = Corrigé par { $agent } : { $feeling }.

feeling-calm = calme
feeling-worried = inquiétude
feeling-annoyed = agacement
feeling-angry = colère
feeling-sad = tristesse
feeling-pleased = satisfaction
feeling-cannot_tell = les mots ne le disent pas

given-identity = Qui ils sont, prouvé par un code
given-input = { $name }

urgent-time = Cela ne peut pas attendre, disent-ils.
urgent-deadline = Quelque chose en dépend bientôt.
urgent-waiting = Ils attendent depuis des jours.
urgent-no_service = Une chose dont ils ont besoin ne marche pas.
urgent-cold = Il fait froid chez eux.
urgent-cut_off = Ils craignent une coupure.
urgent-stranded = Ils sont bloqués quelque part.
urgent-money = Leur argent ou leur carte est en danger.
urgent-flood = Il y a de l’eau où il n’en faut pas.
urgent-as_a_whole = Dans l’ensemble, cela semble urgent.
risk-care = Quelqu’un est peut-être en danger. D’abord le numéro d’urgence.
risk-late = Nous sommes plus tard que promis. Le dire d’abord.
risk-unfinished = « { $title } » n’est pas fini.
risk-abusive = Les mots sont durs. Personne ne doit porter cela seul.
risk-unproven = Qui écrit n’est pas prouvé : ni commandes, ni factures, ni noms.

panel-closed = L’adresse est donnée et non prouvée ; commandes, factures et mots d’avant restent fermés. En cas de danger, rien de cela n’est nécessaire.
use-serve = Répondre
use-sense = Remarquer ce que disent les mots
use-care = Retenir un besoin d’attention
use-personalise = Servir à sa manière
use-recommend = Recommander
use-remind = Rappeler
use-marketing = Écrire sur des offres
use-analytics = Compter ce qui va
use-learn = Apprendre des mots
use-share = Vendre ou partager des données
prefers-calm = Vue calme
prefers-simpler_steps = Étape par étape
prefers-larger_text = Texte plus grand
prefers-person_first = La personne d’abord
queue-contested = Conteste une décision.
queue-restricted = Le logiciel ne peut pas lire ici.
packet-contested = Transmis, car { $name } conteste une décision
packet-restricted = Transmis, car { $name } a suspendu le logiciel
promised-contest = Une réponse sur le reçu { $number }
corrected-by-customer = le client

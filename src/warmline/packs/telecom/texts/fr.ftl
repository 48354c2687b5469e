# Ce que l’assistant de Fernlow dit de ses tâches. Les valeurs entre accolades viennent des systèmes de Fernlow.

skill-order_status-ask-order = De quelle commande parlez-vous ?
skill-order_status-none = Je ne vois pas de commande à votre nom en ce moment.
skill-order_status-choice-order = { $each_product } ({ $each_id })
order_status-placed = Votre commande { $order_id } ({ $order_product }) est enregistrée et pas encore préparée. Elle devrait arriver le { $order_expected_on }.
order_status-packed = Votre commande { $order_id } ({ $order_product }) est préparée et part bientôt. Elle devrait arriver le { $order_expected_on }.
order_status-shipped = Votre commande { $order_id } ({ $order_product }) est en route avec { $order_carrier }. Elle devrait arriver le { $order_expected_on }.
order_status-delivered = Votre commande { $order_id } ({ $order_product }) a été livrée le { $order_expected_on }.
order_status-cancelled = Votre commande { $order_id } ({ $order_product }) est annulée, rien n’est donc en route.

skill-explain_bill-ask-bill = De quelle facture parlez-vous ?
skill-explain_bill-none = Je ne vois pas encore de facture à votre nom.
skill-explain_bill-choice-bill = { $each_id } : { $each_total_cents }
explain_bill-total = Votre facture { $bill_id } est de { $bill_total_cents } ; la précédente était de { $bill_previous_total_cents }.
explain_bill-because-discount_ended = • { $each_cents } de plus, car votre remise de nouveau client a pris fin.
explain_bill-because-visit = • { $each_cents } pour la visite d’un technicien.
explain_bill-because-estimate = • { $each_cents } de plus, car le compteur a été estimé et non relevé. Envoyez-nous un relevé et nous corrigeons.
explain_bill-because-roaming = • { $each_cents } pour l’usage à l’étranger (roaming).
explain_bill-because-usage = • { $each_cents } de plus, car vous avez consommé davantage.
explain_bill-because-price_change = • { $each_cents } de plus, car un prix a changé.
explain_bill-due = Il reste { $bill_open_cents } à payer, avec pour échéance le { $bill_due_on }.

skill-report_fault-ask-service = De quoi s’agit-il : internet, électricité, gaz ou mobile ?
skill-report_fault-ask-description = Que se passe-t-il exactement, et depuis quand ?
skill-report_fault-confirm = Dois-je signaler cette panne : { $service ->
    [internet] internet
    [power] électricité
    [gas] gaz
   *[other] mobile
}, { $profile_address } ? Un technicien s’en occupera.
skill-report_fault-done = La panne est signalée ; son numéro est { $result_id }.
report_fault-visit = Un technicien passe le { $result_visit_day }, { $result_visit_slot } h. Merci de prévoir que quelqu’un soit là.
report_fault-known = Nous le savons déjà : { $each_cause } dans votre secteur. Cela devrait remarcher : { $each_until }. Vous n’avez rien à faire.
report_fault-known_now = Nous connaissons déjà cette panne dans votre secteur et nous y travaillons. Vous n’avez pas besoin de la signaler.
skill-report_fault-undone = Le signalement de panne { $result_id } est retiré.
skill-report_fault-confirm_undo = Dois-je retirer le signalement de panne { $result_id } ?

skill-cancel_order-ask-order = Quelle commande dois-je annuler ?
skill-cancel_order-none = Je ne vois aucune commande à votre nom qui puisse être annulée.
skill-cancel_order-confirm = Dois-je annuler votre commande { $order_id } ({ $order_product }, { $order_price_cents }) ?
skill-cancel_order-done = Votre commande { $order_id } ({ $order_product }) est annulée. Jusqu’à minuit, je peux la rétablir ; il suffit de me le dire.
skill-cancel_order-undone = Votre commande { $order_id } ({ $order_product }) est rétablie, comme avant.
skill-cancel_order-choice-order = { $each_product } ({ $each_id })
skill-cancel_order-confirm_undo = Dois-je rétablir votre commande { $order_id } ({ $order_product }) ?
cancel_order-not_possible = Votre commande { $order_id } ({ $order_product }) a déjà quitté notre entrepôt et ne peut plus être annulée. Vous pouvez la retourner dans les 14 jours après la livraison.
cancel_order-already = Votre commande { $order_id } est déjà annulée.

skill-change_order-ask-order = Quelle commande dois-je modifier ?
skill-change_order-ask-any = Que dois-je modifier : le jour ou l’adresse ? Dites-moi ce qui change.
skill-change_order-none = Je ne vois aucune commande à votre nom qui puisse être modifiée.
skill-change_order-confirm = Dois-je modifier votre commande { $order_id } ({ $order_product }) ?
change_order-new-deliver_on = Nouveau jour : { $deliver_on }.
change_order-new-address = Nouvelle adresse : { $address }.
skill-change_order-done = C’est fait : votre commande { $order_id } ({ $order_product }) arrive le { $result_expected_on }, à cette adresse : { $result_address }.
skill-change_order-undone = Votre commande { $order_id } est de nouveau comme avant la modification.
skill-change_order-choice-order = { $each_product } ({ $each_id })
skill-change_order-confirm_undo = Dois-je revenir sur la modification de votre commande { $order_id } ?
change_order-not_possible = Votre commande { $order_id } ({ $order_product }) a déjà quitté notre entrepôt et ne peut plus être modifiée. Si elle ne convient pas, vous pouvez la retourner dans les 14 jours après la livraison.
change_order-bad_day = Ce jour n’est pas possible : choisissez-en un dans les 30 prochains jours, hors dimanche.

skill-move_house-ask-move_on = Quel jour déménagez-vous ?
skill-move_house-ask-address = Quelle est la nouvelle adresse : rue et numéro ?
skill-move_house-ask-postcode = Et le code postal de la nouvelle adresse ?
skill-move_house-confirm = Dois-je enregistrer votre déménagement : { $address }, { $postcode }, le { $move_on } ? Transférer internet coûte 25 €, l’énergie est gratuite.
skill-move_house-done = Votre déménagement du { $result_move_on } est enregistré ; son numéro est { $result_id }. Transférer internet coûte { $result_fee_cents }.
move_house-internet = Votre internet marche à la nouvelle adresse à partir du { $result_internet_on }.
move_house-no_internet = Nous n’avons pas la fibre à la nouvelle adresse, donc seule l’énergie vous suit. Vous pouvez arrêter la partie internet sans frais de sortie.
skill-move_house-undone = Votre déménagement { $result_id } est retiré ; tout reste comme avant.
skill-move_house-confirm_undo = Dois-je retirer votre déménagement { $result_id } ?
move_house-too_soon = Il nous faut 14 jours pour un déménagement. Quel jour plus tard vous convient ?
move_house-bad_postcode = Nous ne connaissons pas ce code postal. Quel est-il exactement ?

skill-pay_later-ask-bill = De quelle facture s’agit-il ?
skill-pay_later-ask-parts = En combien de mensualités : 3, 6 ou 12 ? Cela ne coûte rien de plus.
skill-pay_later-none = Je ne vois aucune facture à payer à votre nom.
skill-pay_later-confirm = Dois-je répartir votre facture { $bill_id } ({ $bill_open_cents } à payer) en { $parts } mensualités ? C’est gratuit et sans intérêts.
skill-pay_later-done = Votre plan { $result_id } est en place : { $result_parts } mensualités de { $result_part_cents }, la première le { $result_first_on }.
skill-pay_later-undone = Le plan { $result_id } est annulé ; la facture est due comme avant.
skill-pay_later-choice-bill = { $each_id } : { $each_open_cents } à payer
skill-pay_later-confirm_undo = Dois-je annuler le plan { $result_id } ?
pay_later-not_possible = La facture { $bill_id } est payée, il n’y a donc rien à répartir.
pay_later-has_plan = Il y a déjà un plan pour la facture { $bill_id }.
pay_later-person = Pour { $bill_open_cents }, une personne de notre équipe regarde cela avec vous, pour que le plan vous convienne vraiment. Je vous passe à elle maintenant, avec tout ce que vous m’avez dit.

# Was der Assistent von Fernlow zu seinen Aufgaben sagt. Werte in Klammern kommen aus den Systemen von Fernlow.

skill-order_status-ask-order = Welche Bestellung meinen Sie?
skill-order_status-none = Ich sehe zurzeit keine Bestellung von Ihnen.
skill-order_status-choice-order = { $each_product } ({ $each_id })
order_status-placed = Ihre Bestellung { $order_id } ({ $order_product }) ist bei uns und noch nicht verpackt. Sie kommt voraussichtlich am { $order_expected_on }.
order_status-packed = Ihre Bestellung { $order_id } ({ $order_product }) ist verpackt und geht als Nächstes auf den Weg. Sie kommt voraussichtlich am { $order_expected_on }.
order_status-shipped = Ihre Bestellung { $order_id } ({ $order_product }) ist mit { $order_carrier } unterwegs. Sie kommt voraussichtlich am { $order_expected_on }.
order_status-delivered = Ihre Bestellung { $order_id } ({ $order_product }) wurde zugestellt, am { $order_expected_on }.
order_status-cancelled = Ihre Bestellung { $order_id } ({ $order_product }) ist storniert, es ist also nichts unterwegs.

skill-explain_bill-ask-bill = Welche Rechnung meinen Sie?
skill-explain_bill-none = Ich sehe noch keine Rechnung von Ihnen.
skill-explain_bill-choice-bill = { $each_id }: { $each_total_cents }
explain_bill-total = Ihre Rechnung { $bill_id } beträgt { $bill_total_cents }; die davor { $bill_previous_total_cents }.
explain_bill-because-discount_ended = • { $each_cents } mehr, weil Ihr Neukundenrabatt zu Ende ist.
explain_bill-because-visit = • { $each_cents } für den Besuch eines Technikers.
explain_bill-because-estimate = • { $each_cents } mehr, weil der Zähler geschätzt und nicht abgelesen wurde. Schicken Sie uns den Stand, dann berichtigen wir das.
explain_bill-because-roaming = • { $each_cents } für Roaming im Ausland.
explain_bill-because-usage = • { $each_cents } mehr, weil Sie mehr verbraucht haben.
explain_bill-because-price_change = • { $each_cents } mehr, weil sich ein Preis geändert hat.
explain_bill-due = Davon sind { $bill_open_cents } offen, fällig am { $bill_due_on }.

skill-report_fault-ask-service = Worum geht es: Internet, Strom, Gas oder Mobilfunk?
skill-report_fault-ask-description = Was genau passiert, und seit wann?
skill-report_fault-confirm = Soll ich diese Störung melden: { $service ->
    [internet] Internet
    [power] Strom
    [gas] Gas
   *[other] Mobilfunk
}, { $profile_address }? Ein Techniker sieht sie sich an.
skill-report_fault-done = Die Störung ist gemeldet, ihre Nummer ist { $result_id }.
report_fault-visit = Ein Techniker kommt am { $result_visit_day }, { $result_visit_slot } Uhr. Bitte sorgen Sie dafür, dass dann jemand zu Hause ist.
report_fault-known = Wir wissen schon davon: { $each_cause } in Ihrer Gegend. Es sollte wieder gehen: { $each_until }. Sie müssen nichts tun.
report_fault-known_now = Wir kennen diese Störung in Ihrer Gegend schon und arbeiten daran. Sie müssen sie nicht melden.
skill-report_fault-undone = Die Störungsmeldung { $result_id } ist zurückgezogen.
skill-report_fault-confirm_undo = Soll ich die Störungsmeldung { $result_id } zurückziehen?

skill-cancel_order-ask-order = Welche Bestellung soll ich stornieren?
skill-cancel_order-none = Ich sehe keine Bestellung von Ihnen, die sich noch stornieren lässt.
skill-cancel_order-confirm = Soll ich Ihre Bestellung { $order_id } ({ $order_product }, { $order_price_cents }) stornieren?
skill-cancel_order-done = Ihre Bestellung { $order_id } ({ $order_product }) ist storniert. Bis Mitternacht kann ich sie zurückholen; sagen Sie es einfach.
skill-cancel_order-undone = Ihre Bestellung { $order_id } ({ $order_product }) ist wieder da, wie sie war.
skill-cancel_order-choice-order = { $each_product } ({ $each_id })
skill-cancel_order-confirm_undo = Soll ich Ihre Bestellung { $order_id } ({ $order_product }) zurückholen?
cancel_order-not_possible = Ihre Bestellung { $order_id } ({ $order_product }) hat unser Lager schon verlassen und lässt sich nicht mehr stornieren. Sie können sie bis 14 Tage nach der Zustellung zurückgeben.
cancel_order-already = Ihre Bestellung { $order_id } ist schon storniert.

skill-change_order-ask-order = Welche Bestellung soll ich ändern?
skill-change_order-ask-any = Was soll ich ändern: den Tag oder die Adresse? Nennen Sie mir, was neu ist.
skill-change_order-none = Ich sehe keine Bestellung von Ihnen, die sich noch ändern lässt.
skill-change_order-confirm = Soll ich Ihre Bestellung { $order_id } ({ $order_product }) ändern?
change_order-new-deliver_on = Neuer Tag: { $deliver_on }.
change_order-new-address = Neue Adresse: { $address }.
skill-change_order-done = Erledigt. Ihre Bestellung { $order_id } ({ $order_product }) kommt am { $result_expected_on }, an diese Adresse: { $result_address }.
skill-change_order-undone = Ihre Bestellung { $order_id } ist wieder so wie vor der Änderung.
skill-change_order-choice-order = { $each_product } ({ $each_id })
skill-change_order-confirm_undo = Soll ich die Änderung Ihrer Bestellung { $order_id } zurücknehmen?
change_order-not_possible = Ihre Bestellung { $order_id } ({ $order_product }) hat unser Lager schon verlassen und lässt sich nicht mehr ändern. Wenn sie nicht passt, können Sie sie bis 14 Tage nach der Zustellung zurückgeben.
change_order-bad_day = Dieser Tag ist nicht möglich. Wählen Sie einen innerhalb der nächsten 30 Tage, der kein Sonntag ist.

skill-move_house-ask-move_on = An welchem Tag ziehen Sie um?
skill-move_house-ask-address = Wie ist die neue Adresse: Straße und Hausnummer?
skill-move_house-ask-postcode = Und die Postleitzahl der neuen Adresse?
skill-move_house-confirm = Soll ich Ihren Umzug eintragen: { $address }, { $postcode }, am { $move_on }? Das Internet umzuziehen kostet 25 €, Energie ist kostenlos.
skill-move_house-done = Ihr Umzug ist eingetragen, am { $result_move_on }; seine Nummer ist { $result_id }. Für das Internet kostet er { $result_fee_cents }.
move_house-internet = Ihr Internet läuft an der neuen Adresse ab { $result_internet_on }.
move_house-no_internet = An der neuen Adresse haben wir keine Glasfaser, deshalb zieht nur die Energie mit um. Den Internetteil dürfen Sie ohne Ausstiegsgebühr beenden.
skill-move_house-undone = Ihr Umzug { $result_id } ist zurückgezogen; alles bleibt, wie es war.
skill-move_house-confirm_undo = Soll ich Ihren Umzug { $result_id } zurückziehen?
move_house-too_soon = Für einen Umzug brauchen wir 14 Tage. Welcher spätere Tag passt Ihnen?
move_house-bad_postcode = Diese Postleitzahl kennen wir nicht. Wie lautet sie genau?

skill-pay_later-ask-bill = Um welche Rechnung geht es?
skill-pay_later-ask-parts = In wie vielen Monatsraten: 3, 6 oder 12? Das kostet nichts extra.
skill-pay_later-none = Ich sehe keine offene Rechnung von Ihnen.
skill-pay_later-confirm = Soll ich Ihre Rechnung { $bill_id } ({ $bill_open_cents } offen) in { $parts } Monatsraten aufteilen? Das ist kostenlos und ohne Zinsen.
skill-pay_later-done = Ihr Plan { $result_id } steht: { $result_parts } Raten zu { $result_part_cents }, die erste am { $result_first_on }.
skill-pay_later-undone = Der Plan { $result_id } ist zurückgenommen; die Rechnung ist fällig wie zuvor.
skill-pay_later-choice-bill = { $each_id }: { $each_open_cents } offen
skill-pay_later-confirm_undo = Soll ich den Plan { $result_id } zurücknehmen?
pay_later-not_possible = Die Rechnung { $bill_id } ist bezahlt, es gibt also nichts aufzuteilen.
pay_later-has_plan = Für die Rechnung { $bill_id } gibt es schon einen Plan.
pay_later-person = Bei { $bill_open_cents } sieht es sich ein Mensch aus unserem Team mit Ihnen an, damit der Plan wirklich passt. Ich gebe Sie jetzt weiter, mit allem, was Sie mir gesagt haben.

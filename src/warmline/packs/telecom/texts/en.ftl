# What Fernlow's assistant says about its skills. Values in braces come from Fernlow's systems.

skill-order_status-ask-order = Which order do you mean?
skill-order_status-none = I see no order of yours at the moment.
skill-order_status-choice-order = { $each_product } ({ $each_id })
order_status-placed = Your { $order_product } ({ $order_id }) is ordered and not packed yet. It should reach you on { $order_expected_on }.
order_status-packed = Your { $order_product } ({ $order_id }) is packed and leaves us next. It should reach you on { $order_expected_on }.
order_status-shipped = Your { $order_product } ({ $order_id }) is on its way with { $order_carrier }. It should reach you on { $order_expected_on }.
order_status-delivered = Your { $order_product } ({ $order_id }) was delivered on { $order_expected_on }.
order_status-cancelled = Your { $order_product } ({ $order_id }) is cancelled, so nothing is on its way.

skill-explain_bill-ask-bill = Which bill do you mean?
skill-explain_bill-none = I see no bill of yours yet.
skill-explain_bill-choice-bill = { $each_id }: { $each_total_cents }
explain_bill-total = Your bill { $bill_id } is { $bill_total_cents }; the one before was { $bill_previous_total_cents }.
explain_bill-because-discount_ended = • { $each_cents } more because your discount for new customers ended.
explain_bill-because-visit = • { $each_cents } for a technician's visit.
explain_bill-because-estimate = • { $each_cents } more because the meter was estimated and not read. Send us a reading and we correct it.
explain_bill-because-roaming = • { $each_cents } for roaming abroad.
explain_bill-because-usage = • { $each_cents } more because you used more.
explain_bill-because-price_change = • { $each_cents } more because a price changed.
explain_bill-due = { $bill_open_cents } of it is open, due on { $bill_due_on }.

skill-report_fault-ask-service = What is it about: internet, electricity, gas or mobile?
skill-report_fault-ask-description = What exactly happens, and since when?
skill-report_fault-confirm = Shall I report this fault: { $service ->
    [internet] internet
    [power] electricity
    [gas] gas
   *[other] mobile
} at { $profile_address }? A technician will look at it.
skill-report_fault-done = The fault is reported; its number is { $result_id }.
report_fault-visit = A technician comes on { $result_visit_day }, { $result_visit_slot } o'clock. Somebody should be at home.
report_fault-known = We know about this: { $each_cause } in your area. It should work again on { $each_until }. You do not need to do anything.
report_fault-known_now = We know about this disturbance in your area already and are working on it. You do not need to report it.
skill-report_fault-undone = The fault report { $result_id } is withdrawn.
skill-report_fault-confirm_undo = Shall I withdraw the fault report { $result_id }?

skill-cancel_order-ask-order = Which order shall I cancel?
skill-cancel_order-none = I see no order of yours that could be cancelled.
skill-cancel_order-confirm = Shall I cancel your order { $order_id } ({ $order_product }, { $order_price_cents })?
skill-cancel_order-done = Your order { $order_id } ({ $order_product }) is cancelled. Until midnight I can bring it back; just say so.
skill-cancel_order-undone = Your order { $order_id } ({ $order_product }) is back as it was.
skill-cancel_order-choice-order = { $each_product } ({ $each_id })
skill-cancel_order-confirm_undo = Shall I bring your order { $order_id } ({ $order_product }) back?
cancel_order-not_possible = Your { $order_product } ({ $order_id }) has left us already, so it can no longer be cancelled. You can return it within 14 days of delivery.
cancel_order-already = Your order { $order_id } is cancelled already.

skill-change_order-ask-order = Which order shall I change?
skill-change_order-ask-any = What shall I change: the day, or the address? Tell me the new one.
skill-change_order-none = I see no order of yours that could be changed.
skill-change_order-confirm = Shall I change your order { $order_id } ({ $order_product })?
change_order-new-deliver_on = New day: { $deliver_on }.
change_order-new-address = New address: { $address }.
skill-change_order-done = Done: your order { $order_id } ({ $order_product }) comes on { $result_expected_on } to { $result_address }.
skill-change_order-undone = Your order { $order_id } is as it was before the change.
skill-change_order-choice-order = { $each_product } ({ $each_id })
skill-change_order-confirm_undo = Shall I undo the change of your order { $order_id }?
change_order-not_possible = Your { $order_product } ({ $order_id }) has left us already, so it can no longer be changed. If it does not suit, you can return it within 14 days of delivery.
change_order-bad_day = That day is not possible: choose one within the next 30 days that is not a Sunday.

skill-move_house-ask-move_on = On which day do you move?
skill-move_house-ask-address = What is the new address: street and number?
skill-move_house-ask-postcode = And the postcode of the new address?
skill-move_house-confirm = Shall I register your move to { $address }, { $postcode } on { $move_on }? Moving the internet costs €25, energy is free.
skill-move_house-done = Your move on { $result_move_on } is registered; its number is { $result_id }. The fee for the internet is { $result_fee_cents }.
move_house-internet = Your internet is on at the new address from { $result_internet_on }.
move_house-no_internet = We have no fibre at the new address, so only the energy moves along. You may end the internet part without an exit fee.
skill-move_house-undone = Your move { $result_id } is withdrawn; everything stays as it was.
skill-move_house-confirm_undo = Shall I withdraw your move { $result_id }?
move_house-too_soon = We need 14 days for a move. Which later day suits you?
move_house-bad_postcode = We do not know that postcode. What is it exactly?

skill-pay_later-ask-bill = Which bill is it about?
skill-pay_later-ask-parts = In how many monthly parts: 3, 6 or 12? It costs nothing extra.
skill-pay_later-none = I see no open bill of yours.
skill-pay_later-confirm = Shall I split your bill { $bill_id } ({ $bill_open_cents } open) into { $parts } monthly parts? It is free, without interest.
skill-pay_later-done = Your plan { $result_id } is set up: { $result_parts } parts of { $result_part_cents }, the first on { $result_first_on }.
skill-pay_later-undone = The plan { $result_id } is taken back; the bill is due as before.
skill-pay_later-choice-bill = { $each_id }: { $each_open_cents } open
skill-pay_later-confirm_undo = Shall I take the plan { $result_id } back?
pay_later-not_possible = The bill { $bill_id } is paid, so there is nothing to split.
pay_later-has_plan = There is a plan for the bill { $bill_id } already.
pay_later-person = For { $bill_open_cents } a colleague looks at it with you, so that the plan really fits. I am passing you on now, with everything you told me.

# What the shop's assistant says about its skills. Values in braces come from the shop's systems.

identity-email = That is about your own data, so I have to be sure that it is you. What is your e-mail address? Your name and zip code will do as well.
identity-name = Then please tell me your first name, your last name and your zip code.

skill-change_order_address-ask-orders = Which order shall go to another address? Tell me the order number, or what is in it.
skill-change_order_address-choice-orders = { $each_id } ({ $each_contents }), to { $each_city }
skill-change_order_address-ask-address = To which address? Please write it in full, with city and state.
skill-change_order_address-none = I see no pending order of yours, and only those can still go to another address.
change_order_address-back = Order { $each_id } ({ $each_contents }) would go to { $address_address1 } { $address_address2 }, { $address_city }, { $address_state } { $address_zip }.
skill-change_order_address-confirm = Shall I change the address of this order?
skill-change_order_address-done = Done: the order goes to the new address in { $address_city }.
change_order_address-too_late = Order { $each_id } is { $each_status }, so its address can no longer be changed.
change_order_address-refused = That order can no longer be changed. A person looks at it with you.

skill-change_address-ask-address = What is the new address? Please write it in full, with city and state.
skill-change_address-none = I know no such address of yours.
skill-change_address-confirm = Shall I change the default address of your account to { $address_address1 } { $address_address2 }, { $address_city }, { $address_state } { $address_zip }?
skill-change_address-done = Done: your default address is now { $address_address1 }, { $address_city }.

skill-change_payment-ask-orders = Which order is it about? Tell me the order number, or what is in it.
skill-change_payment-choice-orders = { $each_id } ({ $each_contents })
skill-change_payment-ask-payment = Which payment method shall it be instead?
skill-change_payment-choice-payment = { $each_described }
skill-change_payment-none = I see nothing there that can be paid in another way.
skill-change_payment-confirm = Shall order { $orders_id } be paid with { $payment_described } ({ $payment_id })? What you paid goes back to the way it came.
skill-change_payment-done = Done: the order is paid with { $payment_described }.
change_payment-too_late = Order { $each_id } is { $each_status }, so the payment can no longer be changed.
change_payment-same = The order is paid that way already. Another payment method is needed for a change.
change_payment-refused = That payment can no longer be changed here. A person looks at it with you.
change_payment-balance = The gift card does not hold enough for this order. Which payment method shall it be instead?

skill-change_items-ask-items = Which item or items shall be another? Please tell me all of them, since an order can be changed only once.
skill-change_items-choice-items = { $each_name } ({ $each_described }), order { $each_order }
skill-change_items-ask-wanted = Which { $each_name } would you like instead of yours ({ $each_described })? Tell me the option, such as colour, size or type. There is:
skill-change_items-choice-wanted = { $each_described }: { $each_price_cents }
skill-change_items-ask-payment = Which payment method shall I use for the difference in price, to pay or to refund?
skill-change_items-choice-payment = { $each_described }
skill-change_items-none = I see no order of yours whose items can still be changed or exchanged.
change_items-order = In order { $items_order } ({ $items_status }) I would { $items_status ->
    [delivered] exchange
   *[other] change
}:
change_items-pair = • { $each_old_name } ({ $each_old_described }, { $each_old_price_cents }) → { $each_new_described }, { $each_new_price_cents }
skill-change_items-confirm = The difference goes through { $payment_described } ({ $payment_id }). An order can be changed only once: are these all the items, and shall I do it?
skill-change_items-done = Done: { $result_id } is now “{ $result_status }”. We write to you about what comes next.
change_items-too_late = Order { $each_order } with { $each_name } is { $each_status }, so its items can no longer be changed here.
change_items-none_such = There is no such { $each_name } available now. Which other option may it be? There is:
change_items-refused = That order can no longer be changed here. A person looks at it with you.
change_items-gone = That variant is not available any more. A person looks at it with you.
change_items-balance = The gift card does not hold enough for the difference. Which payment method shall I use instead?

skill-return_items-ask-items = Which item or items would you like to return? Please tell me all of them, since an order can be returned only once.
skill-return_items-choice-items = { $each_name } ({ $each_described }), order { $each_order }
skill-return_items-ask-payment = To which payment method shall the refund go: the original one, or a gift card?
skill-return_items-choice-payment = { $each_described }
skill-return_items-none = I see no delivered order of yours with something to return.
return_items-order = From order { $items_order } I would take back:
return_items-item = • { $each_name } ({ $each_described }), { $each_price_cents }
skill-return_items-confirm = The refund would go to { $payment_described } ({ $payment_id }). Are these all the items, and shall I do it?
skill-return_items-done = Done: the return of order { $result_id } is requested. We write to you how to send the items back.
return_items-not_delivered = { $each_name } is in order { $each_order }, which is { $each_status }; only what was delivered can be returned.
return_items-refused = Nothing of that order can be returned any more. A person looks at it with you.
return_items-only_original = The refund can only go to the original payment method or to a gift card of yours. Which payment method shall it be?

skill-cancel_order-ask-orders = Which order shall I cancel? Tell me the order number, or what is in it.
skill-cancel_order-choice-orders = { $each_id }: { $each_contents }, { $each_total_cents }
skill-cancel_order-ask-reason = What is the reason for cancelling: no longer needed, or ordered by mistake?
skill-cancel_order-none = I see no pending order of yours, and only those can be cancelled.
cancel_order-back = I would cancel the whole order { $each_id } with all that is in it: { $each_contents } ({ $each_total_cents }).
skill-cancel_order-confirm = The reason is “{ $reason }”; the money goes back to the way you paid. A single item cannot be cancelled. Shall I cancel the whole order?
skill-cancel_order-done = Done: order { $result_id } is cancelled.
cancel_order-too_late = Order { $each_id } is { $each_status }, so it cannot be cancelled any more.
cancel_order-refused = That order cannot be cancelled any more. A person looks at it with you.

skill-order_info-ask-orders = Which order is it about? Tell me the order number, or what is in it.
skill-order_info-choice-orders = { $each_id }: { $each_contents }
skill-order_info-none = I see no order of yours.
order_info-order = Order { $each_id } is { $each_status }: { $each_contents }; { $each_total_cents } in all, to { $each_address1 }, { $each_city }, { $each_state }. Tracking: { $each_tracking }.
order_info-item = • { $each_name } ({ $each_described }): { $each_price_cents }

skill-my_payments-ask-payments = Which payment method do you mean?
skill-my_payments-choice-payments = { $each_described }
skill-my_payments-none = I see no payment method of yours.
my_payments-gift_card = Your gift card holds { $each_balance_cents }.
my_payments-other = You have { $each_described }.

skill-product_info-ask-products = Which product do you mean?
skill-product_info-none = I see no such product.
skill-product_info-choice-products = { $each_name }
product_info-product = { $each_name }: { $each_variants } options available now, from { $each_from_cents } ({ $each_cheapest }).

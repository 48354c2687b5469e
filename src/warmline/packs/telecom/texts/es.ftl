# Lo que el asistente de Fernlow dice sobre sus tareas. Los valores entre llaves vienen de los sistemas de Fernlow.

skill-order_status-ask-order = ¿Qué pedido quiere decir?
skill-order_status-none = Ahora mismo no veo ningún pedido suyo.
skill-order_status-choice-order = { $each_product } ({ $each_id })
order_status-placed = Su pedido { $order_id } ({ $order_product }) está hecho y aún sin preparar. Debería llegarle el { $order_expected_on }.
order_status-packed = Su pedido { $order_id } ({ $order_product }) está preparado y es de los próximos en salir. Debería llegarle el { $order_expected_on }.
order_status-shipped = Su pedido { $order_id } ({ $order_product }) está en camino con { $order_carrier }. Debería llegarle el { $order_expected_on }.
order_status-delivered = Su pedido { $order_id } ({ $order_product }) se entregó el { $order_expected_on }.
order_status-cancelled = Su pedido { $order_id } ({ $order_product }) está cancelado, así que no hay nada en camino.

skill-explain_bill-ask-bill = ¿Qué factura quiere decir?
skill-explain_bill-none = Todavía no veo ninguna factura suya.
skill-explain_bill-choice-bill = { $each_id }: { $each_total_cents }
explain_bill-total = Su factura { $bill_id } es de { $bill_total_cents }; la anterior fue de { $bill_previous_total_cents }.
explain_bill-because-discount_ended = • { $each_cents } más porque terminó su descuento de cliente nuevo.
explain_bill-because-visit = • { $each_cents } por la visita de un técnico.
explain_bill-because-estimate = • { $each_cents } más porque la lectura del contador fue estimada y no real. Envíenos una lectura y lo corregimos.
explain_bill-because-roaming = • { $each_cents } por roaming en el extranjero.
explain_bill-because-usage = • { $each_cents } más porque consumió más.
explain_bill-because-price_change = • { $each_cents } más porque cambió un precio.
explain_bill-due = De ese importe quedan pendientes { $bill_open_cents }, que vencen el { $bill_due_on }.

skill-report_fault-ask-service = ¿De qué se trata: internet, luz, gas o móvil?
skill-report_fault-ask-description = ¿Qué pasa exactamente y desde cuándo?
skill-report_fault-confirm = ¿Doy parte de esta avería: { $service ->
    [internet] internet
    [power] luz
    [gas] gas
   *[other] móvil
}, en { $profile_address }? Un técnico la mirará.
skill-report_fault-done = He dado parte de la avería; su número es { $result_id }.
report_fault-visit = Un técnico irá el { $result_visit_day }, en el horario { $result_visit_slot } h. Conviene que haya alguien en casa.
report_fault-known = Ya lo sabemos: { $each_cause } en su zona. Debería volver a funcionar: { $each_until }. No tiene que hacer nada.
report_fault-known_now = Ya conocemos esta avería en su zona y estamos trabajando en ella. No hace falta que dé parte.
skill-report_fault-undone = El parte de avería { $result_id } está retirado.
skill-report_fault-confirm_undo = ¿Retiro el parte de avería { $result_id }?

skill-cancel_order-ask-order = ¿Qué pedido cancelo?
skill-cancel_order-none = No veo ningún pedido suyo que se pueda cancelar.
skill-cancel_order-confirm = ¿Cancelo su pedido { $order_id } ({ $order_product }, { $order_price_cents })?
skill-cancel_order-done = Su pedido { $order_id } ({ $order_product }) está cancelado. Puedo recuperarlo hasta medianoche; basta con que me lo diga.
skill-cancel_order-undone = Su pedido { $order_id } ({ $order_product }) vuelve a estar como estaba.
skill-cancel_order-choice-order = { $each_product } ({ $each_id })
skill-cancel_order-confirm_undo = ¿Recupero su pedido { $order_id } ({ $order_product })?
cancel_order-not_possible = Su pedido { $order_id } ({ $order_product }) ya ha salido de nuestro almacén y no se puede cancelar. Puede devolverlo en los 14 días siguientes a la entrega.
cancel_order-already = Su pedido { $order_id } ya está cancelado.

skill-change_order-ask-order = ¿Qué pedido cambio?
skill-change_order-ask-any = ¿Qué cambio: el día o la dirección? Dígame el nuevo dato.
skill-change_order-none = No veo ningún pedido suyo que se pueda cambiar.
skill-change_order-confirm = ¿Cambio su pedido { $order_id } ({ $order_product })?
change_order-new-deliver_on = Nuevo día: { $deliver_on }.
change_order-new-address = Nueva dirección: { $address }.
skill-change_order-done = Hecho: su pedido { $order_id } ({ $order_product }) llega el { $result_expected_on } a { $result_address }.
skill-change_order-undone = Su pedido { $order_id } está como antes del cambio.
skill-change_order-choice-order = { $each_product } ({ $each_id })
skill-change_order-confirm_undo = ¿Deshago el cambio de su pedido { $order_id }?
change_order-not_possible = Su pedido { $order_id } ({ $order_product }) ya ha salido de nuestro almacén y no se puede cambiar. Si no le va bien, puede devolverlo en los 14 días siguientes a la entrega.
change_order-bad_day = Ese día no es posible: elija uno dentro de los próximos 30 días que no sea domingo.

skill-move_house-ask-move_on = ¿Qué día se muda?
skill-move_house-ask-address = ¿Cuál es la nueva dirección: calle y número?
skill-move_house-ask-postcode = ¿Y el código postal de la nueva dirección?
skill-move_house-confirm = ¿Registro su mudanza a { $address }, { $postcode }, el { $move_on }? Trasladar el internet cuesta 25 €; la energía es gratis.
skill-move_house-done = Su mudanza del { $result_move_on } está registrada; su número es { $result_id }. Trasladar el internet cuesta { $result_fee_cents }.
move_house-internet = Tendrá internet en la nueva dirección desde el { $result_internet_on }.
move_house-no_internet = En la nueva dirección no tenemos fibra, así que solo se traslada la energía. Puede terminar la parte de internet sin penalización.
skill-move_house-undone = Su mudanza { $result_id } está retirada; todo sigue como estaba.
skill-move_house-confirm_undo = ¿Retiro su mudanza { $result_id }?
move_house-too_soon = Necesitamos 14 días para una mudanza. ¿Qué día posterior le va bien?
move_house-bad_postcode = No conocemos ese código postal. ¿Cuál es exactamente?

skill-pay_later-ask-bill = ¿De qué factura se trata?
skill-pay_later-ask-parts = ¿En cuántos pagos mensuales: 3, 6 o 12? No cuesta nada más.
skill-pay_later-none = No veo ninguna factura suya pendiente.
skill-pay_later-confirm = ¿Divido su factura { $bill_id } ({ $bill_open_cents } pendientes) en { $parts } pagos mensuales? Es gratis y sin intereses.
skill-pay_later-done = Su plan { $result_id } está en marcha: { $result_parts } pagos de { $result_part_cents }, el primero el { $result_first_on }.
skill-pay_later-undone = El plan { $result_id } queda anulado; la factura vence como antes.
skill-pay_later-choice-bill = { $each_id }: { $each_open_cents } pendientes
skill-pay_later-confirm_undo = ¿Anulo el plan { $result_id }?
pay_later-not_possible = La factura { $bill_id } está pagada, así que no hay nada que dividir.
pay_later-has_plan = La factura { $bill_id } ya tiene un plan.
pay_later-person = Con { $bill_open_cents }, una persona de nuestro equipo lo mira con usted, para que el plan le vaya bien de verdad. Le paso ahora, con todo lo que me ha contado.

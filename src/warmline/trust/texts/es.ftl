receipt-answered = El asistente respondió con «{ $title }», versión { $version }, porque encaja con su pregunta.
receipt-asked_for_person = Le hemos pasado con una persona porque lo ha pedido.
receipt-care_path = Le hemos pasado enseguida con una persona, para que nada urgente tenga que esperar.
receipt-not_known = El asistente no encontró una respuesta segura, lo dijo y ofreció una persona.
receipt-withdrew = Nos pidió que dejáramos de notar cómo suenan sus palabras. Queda desactivado desde ahora.
receipt-person_answers = El asistente guardó silencio porque una persona lleva esta conversación.

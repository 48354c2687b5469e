# Lo que leen los compañeros en su puesto.
desk-visitor = Visita { $letters }
desk-nothing_written = Aún no hay nada escrito

queue-late = Nuestra promesa va con retraso.
queue-care_path = Posible peligro.
queue-straight_to_us = Llegó directo
queue-asked_for_person = Pidió una persona.
queue-decided = El asistente no pudo ayudar.
queue-turn_failed = Un fallo nuestro.
queue-transferred = Lo pasó un compañero.
queue-agent_gone = Un compañero tuvo que irse.
queue-snoozed = Apartado.
queue-unread = { $count ->
    [one] Un mensaje nuevo.
   *[other] { $count } mensajes nuevos.
}
queue-we_wait = Espera al cliente.
queue-in_language = Escribe en { $language }
queue-no_reading = Sin lectura: el cliente la desactivó

packet-started = { $name } está con una persona
packet-customer_wrote = { $name } volvió a escribir
packet-asked_for_person = Pasó a una persona porque { $name } lo pidió
packet-care_path = Llegó directo, porque las palabras pueden indicar peligro
packet-decided = Pasó a una persona porque el asistente no ayudaba lo bastante
packet-turn_failed = Pasó a una persona por un fallo nuestro
packet-taken = Tomado de la cola
packet-transferred = { $agent } pasó a { $name }
packet-passed_on = { $agent } pasó a { $name } a un compañero
packet-agent_gone = { $agent } tuvo que irse

next-care = Quedarse hasta que llegue la ayuda.
next-check = Comprobar si “{ $title }” funcionó y decírselo.
next-task = Seguir con “{ $title }”: está a medias.
next-article = Responder con “{ $title }”.
next-read = Leer lo último y responder a lo que queda abierto.

tried-article = Respondido con “{ $title }”.
tried-told = { $title }: dicho.
tried-done = { $title }: hecho.
tried-undone = { $title }: hecho y deshecho.
tried-refused = { $title }: no fue posible.
tried-stopped = { $title }: empezado, al final no se quiso.
tried-handed_over = { $title }: empezado y luego pasado a una persona.

promised-person = Una persona

how-steady = En calma todo el tiempo.
how-well = Bien hasta ahora.
how-down = Fue a peor.
how-down_eased = Fue a peor, y desde entonces mejora.
how-down_at = A peor con “{ $words }”.
how-down_at_eased = A peor con “{ $words }”, desde entonces mejora.
how-unsure = Difícil de decir: { $count ->
    [one] un mensaje corto.
   *[other] { $count } mensajes cortos.
}
how-abstained = No se puede saber por las palabras.
how-off = Desactivado por el cliente. No falta nada.
how-corrected = Corregido por { $agent }: { $feeling }.

feeling-calm = tranquilidad
feeling-worried = preocupación
feeling-annoyed = molestia
feeling-angry = enfado
feeling-sad = tristeza
feeling-pleased = satisfacción
feeling-cannot_tell = no se puede saber por las palabras

given-identity = Quién es, probado con un código
given-input = { $name }

urgent-time = Dicen que no puede esperar.
urgent-deadline = Pronto algo suyo depende de ello.
urgent-waiting = Llevan días esperando.
urgent-no_service = Algo que necesitan no funciona.
urgent-cold = Hace frío donde están.
urgent-cut_off = Temen que les corten el servicio.
urgent-stranded = Están atrapados en algún sitio.
urgent-money = Su dinero o su tarjeta está en riesgo.
urgent-flood = Hay agua donde no debe.
urgent-as_a_whole = En conjunto suena urgente.
risk-care = Alguien puede estar en peligro. Primero el número de emergencias.
risk-late = Llegamos más tarde de lo dicho. Decirlo primero.
risk-unfinished = “{ $title }” no está terminado.
risk-abusive = Las palabras son duras. Nadie tiene que aguantarlas a solas.
risk-unproven = No está probado quién escribe: ni pedidos, ni facturas, ni nombres.

panel-closed = La dirección está indicada y no probada; pedidos, facturas y palabras anteriores quedan cerrados. Para ayudar en peligro no hacen falta.
use-serve = Responder
use-sense = Notar cómo suenan las palabras
use-care = Recordar el cuidado
use-personalise = Atender a su manera
use-recommend = Recomendar
use-remind = Recordar citas
use-marketing = Escribir sobre ofertas
use-analytics = Contar lo que va bien
use-learn = Aprender de las palabras
use-share = Vender o compartir datos
prefers-calm = Vista tranquila
prefers-simpler_steps = Paso a paso
prefers-larger_text = Letra más grande
prefers-person_first = La persona primero
queue-contested = Cuestiona una decisión.
queue-restricted = El software no puede leer aquí.
packet-contested = Pasado, porque { $name } cuestiona una decisión
packet-restricted = Pasado, porque { $name } pausó lo que el software puede hacer
promised-contest = Una respuesta sobre el recibo { $number }
corrected-by-customer = el cliente

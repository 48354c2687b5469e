notice-software = Está hablando con un programa. Puede notar cómo suenan sus palabras, para ir más despacio o llamar a una persona. Sin eso también funciona todo.
reply-source = De «{ $title }», versión { $version }.
reply-person_coming = Por supuesto. Viene una persona. Ve lo que ha escrito, así que no tendrá que repetirlo. Su turno queda guardado.
reply-care_path = Una persona viene primero a usted. Si alguien está en peligro ahora, llame al 112. Ve lo que ha escrito, así que no tendrá que repetirlo.
reply-not_known = No estoy lo bastante seguro para responder a eso. Una persona puede: escriba «persona» y vendrá una.
reply-withdrew = Desactivado. En vigor desde ahora, en todos los canales. Sin eso también funciona todo.

# Tareas, en cualquier sector.
task-stopped = De acuerdo, he dejado todo como está.
task-kept = De acuerdo, se queda como está ahora.
task-silent = Ahora mismo no puedo acceder a nuestros sistemas, así que no he cambiado nada. Inténtelo de nuevo en unos minutos o escriba «persona».
task-takes_longer = Esto tarda más de lo normal. Se lo digo aquí en cuanto sea seguro.
task-unsure_person = No he podido averiguar si ha funcionado. Una persona lo está comprobando y se lo dirá aquí. Por favor, no lo haga otra vez.
task-refused_person = Nuestro sistema no lo ha aceptado y no quiero adivinar por qué. Una persona lo está mirando; no tiene que repetir nada.
task-not_yours = No encuentro { $id } entre lo que es suyo, así que no puedo decirle nada al respecto.
task-unclear_person = No le entiendo lo bastante bien, y no es culpa suya. Viene una persona; ve todo lo que me ha contado.
task-resume = También quería esto: { $title }. ¿Sigo con ello?
task-offer_person = Una cosa no la he podido hacer: { $title }. ¿Quiere que la mire una persona?
task-person_coming = Viene una persona y lo mira con usted. Ve lo que ha escrito.
proof-ask-address = Se trata de sus propios datos, así que tengo que estar seguro de que es usted. ¿Cuál es el correo electrónico de su contrato? Ahí le envío un código.
proof-sent = Se trata de sus propios datos, así que tengo que estar seguro de que es usted. Si { $address } pertenece a un contrato, un código de seis cifras va de camino. ¿Cuál es?
proof-ask-code = Por favor, dígame el código de seis cifras del correo. Si no llega, dígame otra vez el correo electrónico o escriba «persona».
proof-wrong = Ese no es el código. Mírelo otra vez, por favor, o dígame el correo electrónico para enviarle uno nuevo.
proof-failed = Esos códigos no eran correctos, así que no muestro ni cambio nada. Puede empezar de nuevo o escribir «persona».
proof-facts-wrong = Con eso no encuentro a nadie.
proof-facts-failed = Con eso no puedo encontrarle, así que no muestro ni cambio nada. Viene una persona que le ayuda; ve lo que ha escrito.
proof-too_many = A esa dirección han ido muchos códigos en una hora, así que de momento no envío más. Inténtelo más tarde o escriba «persona».
proof-mail-subject = { $code } es su código
proof-mail-text = Su código es { $code }. Vale durante 15 minutos, en la conversación que tiene ahora con nosotros. Si no tiene ninguna, otra persona ha escrito su dirección: no haga nada; sin el código no se muestra nada.
reply-other_language = Esto solo lo tenemos en otro idioma:
reply-greeting = ¡Hola! ¿Qué puedo hacer por usted?
reply-thanks = De nada. Aquí estoy si surge algo más.
reply-ask-area = Si me dice su código postal, puedo ver si sabemos de algo en esa zona.

# What can be tapped instead of typed.
quick-yes = Sí, por favor
quick-no = No, déjelo

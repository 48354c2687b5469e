holder-started = Está hablando con un programa. Una persona está a un solo paso.
holder-customer_wrote = El asistente vuelve a responder.
holder-asked_for_person = Le hemos pasado con una persona porque lo ha pedido.
holder-care_path = Le hemos pasado enseguida con una persona, para que nada urgente tenga que esperar.
holder-decided = Le hemos pasado con una persona porque el asistente no podía ayudarle lo bastante bien.
holder-turn_failed = Le hemos pasado con una persona por un fallo nuestro.
holder-taken = Una persona está con usted.
holder-stopped_waiting = El asistente vuelve a responder. Ya no tiene que esperar.
holder-transferred = Le pasamos con otra persona, que ve lo que se ha dicho.
holder-passed_on = Ahora está con usted otra persona, que ve lo que se ha dicho.
holder-agent_gone = La persona ha tenido que irse. Viene otra y ve lo que se ha dicho.
holder-handed_back = El asistente vuelve a responder. Sabe lo que acordaron.
holder-stretch_ended = El asistente vuelve a responder. Sabe lo que acordaron.
holder-closed = Esta conversación está cerrada. Escríbanos cuando quiera.

# The conversation as a text to take along.
transcript-you = Usted
transcript-assistant = Asistente (programa)
holder-contested = Se le pasó a una persona porque cuestionó una decisión.
holder-restricted = Se le pasó a una persona porque pausó lo que el software puede hacer.

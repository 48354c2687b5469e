notice-software = Está hablando con un programa. Puede notar cómo suenan sus palabras, para ir más despacio o llamar a una persona. Sin eso también funciona todo.
reply-source = De «{ $title }», versión { $version }.
reply-person_coming = Por supuesto. Viene una persona. Ve lo que ha escrito, así que no tendrá que repetirlo. Su turno queda guardado.
reply-care_path = Una persona viene primero a usted. Si alguien está en peligro ahora, llame al 112. Ve lo que ha escrito, así que no tendrá que repetirlo.
reply-not_known = No estoy lo bastante seguro para responder a eso. Una persona puede: escriba «persona» y vendrá una.
reply-withdrew = Desactivado. En vigor desde ahora, en todos los canales. Sin eso también funciona todo.

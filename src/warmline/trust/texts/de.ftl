receipt-answered = Der Assistent hat aus „{ $title }“, Fassung { $version }, geantwortet, weil es zu Ihrer Frage passt.
receipt-asked_for_person = Sie wurden an einen Menschen übergeben, weil Sie darum gebeten haben.
receipt-care_path = Sie wurden sofort an einen Menschen übergeben, damit nichts Dringendes warten muss.
receipt-not_known = Der Assistent fand keine sichere Antwort, hat das gesagt und einen Menschen angeboten.
receipt-withdrew = Sie möchten nicht, dass wir darauf achten, wie Ihre Worte klingen. Das ist ab jetzt ausgeschaltet.
receipt-person_answers = Der Assistent blieb still, weil ein Mensch dieses Gespräch führt.

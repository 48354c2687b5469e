holder-started = Sie sprechen mit Software. Ein Mensch ist nur einen Schritt entfernt.
holder-customer_wrote = Der Assistent antwortet wieder.
holder-asked_for_person = Sie wurden an einen Menschen übergeben, weil Sie darum gebeten haben.
holder-care_path = Sie wurden sofort an einen Menschen übergeben, damit nichts Dringendes warten muss.
holder-decided = Sie wurden an einen Menschen übergeben, weil der Assistent nicht gut genug helfen konnte.
holder-turn_failed = Sie wurden wegen eines Fehlers bei uns an einen Menschen übergeben.
holder-taken = Ein Mensch ist für Sie da.
holder-stopped_waiting = Der Assistent antwortet wieder. Sie müssen nicht länger warten.
holder-transferred = Sie werden an jemand anderen übergeben, der alles Gesagte sieht.
holder-passed_on = Jetzt ist ein anderer Mensch für Sie da und sieht, was gesagt wurde.
holder-agent_gone = Die Person musste gehen. Jemand anderes kommt und sieht, was gesagt wurde.
holder-handed_back = Der Assistent antwortet wieder. Er weiß, was vereinbart wurde.
holder-stretch_ended = Der Assistent antwortet wieder. Er weiß, was vereinbart wurde.
holder-closed = Dieses Gespräch ist beendet. Schreiben Sie jederzeit wieder.

# The conversation as a text to take along.
transcript-you = Sie
transcript-assistant = Assistent (Software)
holder-contested = Sie wurden an einen Menschen übergeben, weil Sie eine Entscheidung angezweifelt haben.
holder-restricted = Sie wurden an einen Menschen übergeben, weil Sie angehalten haben, was Software tun darf.

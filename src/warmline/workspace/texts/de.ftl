# Was Kolleginnen und Kollegen am Platz lesen.
desk-visitor = Besuch { $letters }
desk-nothing_written = Noch nichts geschrieben

queue-late = Unsere Zusage ist überfällig.
queue-care_path = Mögliche Gefahr.
queue-straight_to_us = Kam sofort zu uns
queue-asked_for_person = Wollte einen Menschen.
queue-decided = Die Software konnte nicht helfen.
queue-turn_failed = Ein Fehler bei uns.
queue-transferred = Von jemandem im Team weitergegeben.
queue-agent_gone = Jemand im Team musste gehen.
queue-snoozed = Zurückgelegt.
queue-unread = { $count ->
    [one] Eine neue Nachricht.
   *[other] { $count } neue Nachrichten.
}
queue-we_wait = Wartet auf die Kundschaft.
queue-in_language = Schreibt auf { $language }
queue-no_reading = Keine Deutung: sie wurde abgeschaltet

packet-started = { $name } ist bei einem Menschen
packet-customer_wrote = { $name } hat wieder geschrieben
packet-asked_for_person = Übergeben, weil { $name } einen Menschen wollte
packet-care_path = Kam sofort zu uns, weil die Worte Gefahr bedeuten können
packet-decided = Übergeben, weil die Software nicht gut genug helfen konnte
packet-turn_failed = Übergeben, weil bei uns etwas nicht ging
packet-taken = Aus der Reihe genommen
packet-transferred = { $agent } hat { $name } weitergegeben
packet-passed_on = { $agent } hat { $name } an jemanden im Team gegeben
packet-agent_gone = { $agent } musste gehen

next-care = Dabeibleiben, bis Hilfe da ist.
next-check = Nachsehen, ob „{ $title }“ geklappt hat, und es sagen.
next-task = Mit „{ $title }“ weitermachen: es ist halb erledigt.
next-article = Mit „{ $title }“ antworten.
next-read = Die letzten Worte lesen und beantworten, was offen ist.

tried-article = Beantwortet mit „{ $title }“.
tried-told = { $title }: gesagt.
tried-done = { $title }: erledigt.
tried-undone = { $title }: erledigt und zurückgenommen.
tried-refused = { $title }: nicht möglich.
tried-stopped = { $title }: begonnen, dann doch nicht gewollt.
tried-handed_over = { $title }: begonnen, dann übergeben.

promised-person = Ein Mensch

how-steady = Durchweg ruhig.
how-well = Bis jetzt gut.
how-down = Es ging abwärts.
how-down_eased = Es ging abwärts und wird seitdem leichter.
how-down_at = Abwärts bei „{ $words }“.
how-down_at_eased = Abwärts bei „{ $words }“, seitdem leichter.
how-unsure = Schwer zu sagen: { $count ->
    [one] eine kurze Nachricht.
   *[other] { $count } kurze Nachrichten.
}
how-abstained = Aus den Worten nicht zu erkennen.
how-off = Abgeschaltet. Es fehlt nichts.
how-corrected = Berichtigt von { $agent }: { $feeling }.

feeling-calm = ruhig
feeling-worried = besorgt
feeling-annoyed = verärgert
feeling-angry = wütend
feeling-sad = traurig
feeling-pleased = zufrieden
feeling-cannot_tell = aus den Worten nicht zu erkennen

given-identity = Wer sie sind, durch einen Code belegt
given-input = { $name }

urgent-time = Es eilt, sagen sie.
urgent-deadline = Bald hängt etwas davon ab.
urgent-waiting = Seit Tagen wird gewartet.
urgent-no_service = Etwas, worauf sie angewiesen sind, geht nicht.
urgent-cold = Es ist kalt bei ihnen.
urgent-cut_off = Sie fürchten, abgeschaltet zu werden.
urgent-stranded = Sie sitzen irgendwo fest.
urgent-money = Geld oder eine Karte ist in Gefahr.
urgent-flood = Da ist Wasser, wo keines sein soll.
urgent-as_a_whole = Als Ganzes klingt es dringend.
risk-care = Vielleicht ist jemand in Gefahr. Zuerst die Notrufnummer.
risk-late = Wir sind später als gesagt. Das zuerst sagen.
risk-unfinished = „{ $title }“ ist nicht fertig.
risk-abusive = Die Worte sind grob. Das muss niemand allein aushalten.
risk-unproven = Nicht belegt, wer schreibt: keine Bestellungen, Rechnungen oder Namen.

panel-closed = Die Adresse ist behauptet und nicht belegt; Bestellungen, Rechnungen und frühere Worte bleiben zu. Für Hilfe in Gefahr braucht es nichts davon.
use-serve = Antworten
use-sense = Bemerken, wie sich Worte anfühlen
use-care = Fürsorge behalten
use-personalise = Nach Wunsch helfen
use-recommend = Empfehlen
use-remind = Erinnern
use-marketing = Über Angebote schreiben
use-analytics = Zählen, was gelingt
use-learn = Aus Worten lernen
use-share = Daten verkaufen oder teilen
prefers-calm = Ruhige Ansicht
prefers-simpler_steps = Ein Schritt nach dem anderen
prefers-larger_text = Größere Schrift
prefers-person_first = Der Mensch zuerst
queue-contested = Zweifelt eine Entscheidung an.
queue-restricted = Software darf hier nicht lesen.
packet-contested = Übergeben, weil { $name } eine Entscheidung anzweifelt
packet-restricted = Übergeben, weil { $name } angehalten hat, was Software tun darf
promised-contest = Eine Antwort zu Beleg { $number }
corrected-by-customer = der Kundin oder dem Kunden

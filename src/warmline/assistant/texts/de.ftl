notice-software = Sie sprechen mit Software. Sie kann bemerken, wie Ihre Worte klingen, um langsamer zu werden oder einen Menschen zu holen. Auch ohne das funktioniert alles.
reply-source = Aus „{ $title }“, Fassung { $version }.
reply-person_coming = Natürlich. Ein Mensch kommt. Er sieht, was Sie geschrieben haben; Sie müssen nichts wiederholen. Ihr Platz bleibt Ihnen.
reply-care_path = Ein Mensch kommt zuerst zu Ihnen. Wenn jetzt jemand in Gefahr ist, rufen Sie die 112 an. Was Sie geschrieben haben, wird gesehen; Sie müssen nichts wiederholen.
reply-not_known = Ich bin mir dafür nicht sicher genug. Ein Mensch kann helfen: Schreiben Sie „Mensch“, und es kommt jemand.
reply-withdrew = Ausgeschaltet. Gilt ab jetzt, auf jedem Weg. Auch ohne das funktioniert alles.

# Aufgaben, in jeder Branche.
task-stopped = In Ordnung, ich habe alles gelassen, wie es ist.
task-kept = In Ordnung, es bleibt so, wie es jetzt ist.
task-silent = Ich erreiche unsere Systeme gerade nicht und habe deshalb nichts geändert. Versuchen Sie es in ein paar Minuten noch einmal, oder schreiben Sie „Mensch“.
task-takes_longer = Das dauert länger als sonst. Ich sage es Ihnen hier, sobald es sicher ist.
task-unsure_person = Ich konnte nicht herausfinden, ob das geklappt hat. Ein Mensch prüft es jetzt und sagt es Ihnen hier. Bitte machen Sie es nicht noch einmal.
task-refused_person = Unser System hat das nicht angenommen, und ich möchte nicht raten, warum. Ein Mensch sieht es sich an; Sie müssen nichts wiederholen.
task-not_yours = Ich finde { $id } nicht unter dem, was Ihnen gehört; deshalb kann ich nichts dazu sagen.
task-unclear_person = Ich verstehe Sie nicht gut genug, und das liegt nicht an Ihnen. Ein Mensch kommt und sieht alles, was Sie mir gesagt haben.
task-resume = Da war noch etwas: { $title }. Soll ich damit weitermachen?
task-offer_person = Eines konnte ich nicht erledigen: { $title }. Soll sich das jemand von uns ansehen?
task-person_coming = Gleich sieht es sich jemand mit Ihnen an; was Sie geschrieben haben, liegt dort vor.
proof-ask-address = Hier geht es um Ihre eigenen Daten, deshalb muss ich sicher sein, dass Sie es sind. Wie lautet die E-Mail-Adresse Ihres Vertrags? Dorthin schicke ich einen Code.
proof-sent = Hier geht es um Ihre eigenen Daten, deshalb muss ich sicher sein, dass Sie es sind. Wenn { $address } zu einem Vertrag gehört, ist ein Code aus sechs Ziffern dorthin unterwegs. Wie lautet er?
proof-ask-code = Bitte nennen Sie mir den Code aus sechs Ziffern aus der E-Mail. Wenn sie nicht kommt, nennen Sie mir die E-Mail-Adresse noch einmal, oder schreiben Sie „Mensch“.
proof-wrong = Das ist nicht der Code. Bitte sehen Sie noch einmal nach, oder nennen Sie mir die E-Mail-Adresse für einen neuen.
proof-failed = Diese Codes stimmten nicht, deshalb zeige und ändere ich nichts. Sie können von vorn beginnen, oder schreiben Sie „Mensch“.
proof-facts-wrong = Damit finde ich niemanden.
proof-facts-failed = So kann ich Sie nicht finden und zeige und ändere deshalb nichts. Gleich hilft Ihnen jemand von uns; was Sie geschrieben haben, liegt dort vor.
proof-too_many = An diese Adresse gingen in einer Stunde viele Codes, deshalb schicke ich vorerst keinen mehr. Versuchen Sie es später noch einmal, oder schreiben Sie „Mensch“.
proof-mail-subject = { $code } ist Ihr Code
proof-mail-text = Ihr Code ist { $code }. Er gilt 15 Minuten, in dem Gespräch, das Sie gerade mit uns führen. Wenn Sie keines führen, hat jemand anderes Ihre Adresse eingegeben: Tun Sie nichts, ohne den Code wird nichts gezeigt.
reply-other_language = Das haben wir nur in einer anderen Sprache:
reply-greeting = Guten Tag! Was kann ich für Sie tun?
reply-thanks = Gern geschehen. Ich bin da, wenn noch etwas ist.
reply-ask-area = Wenn Sie mir Ihre Postleitzahl nennen, kann ich nachsehen, ob uns dort etwas bekannt ist.

# What can be tapped instead of typed.
quick-yes = Ja, bitte
quick-no = Nein, lieber nicht

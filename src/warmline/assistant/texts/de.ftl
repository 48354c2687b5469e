notice-software = Sie sprechen mit Software. Sie kann bemerken, wie Ihre Worte klingen, um langsamer zu werden oder einen Menschen zu holen. Auch ohne das funktioniert alles.
reply-source = Aus „{ $title }“, Fassung { $version }.
reply-person_coming = Natürlich. Ein Mensch kommt. Er sieht, was Sie geschrieben haben; Sie müssen nichts wiederholen. Ihr Platz bleibt Ihnen.
reply-care_path = Ein Mensch kommt zuerst zu Ihnen. Wenn jetzt jemand in Gefahr ist, rufen Sie die 112 an. Was Sie geschrieben haben, wird gesehen; Sie müssen nichts wiederholen.
reply-not_known = Ich bin mir dafür nicht sicher genug. Ein Mensch kann helfen: Schreiben Sie „Mensch“, und es kommt jemand.
reply-withdrew = Ausgeschaltet. Gilt ab jetzt, auf jedem Weg. Auch ohne das funktioniert alles.

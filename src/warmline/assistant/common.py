"""Common words: those that say nothing about what an article is about, by language.

They are left out on both sides. Words that tell apart what goes wrong (“off”, “out”, “slow”)
are not among them.
"""

from functools import cache
from typing import Final

from warmline.understanding.terms import terms_of

_WORDS: Final = {
    "en": """
        a about after again all already also always am an and any anyone anything are as at be
        because been before being both but by can can't cannot cant come comes could couldn't day
        days dear did didn't do does doesn't doing don't done dont down each either else even ever
        every few for from get gets getting give go goes going good got great had has have haven't
        having he hello help her here hey hi hiya him his hope how however i i'd i'll i'm i've id if
        ill im in into is isn't it it's its itself ive just keep kindly know last least let like
        little look made make many may maybe me might mine more morning most much must my myself
        near need needs never next no none nor not nothing now of ok okay on once one only or
        other our ours own per please pls put rather really right said same say says see seem she
        should show since so some someone something soon sorry still such sure take tell than thank
        thanks that that's the their them then there these they they're thing things think this
        those though through time to today too try two under until up upon us use used using very
        want wants was wasn't way we we'd we'll we're we've well were what what's whats when where
        which while who whole whom why will wish with within without won't would wouldn't yeah yes
        yet you you'd you'll you're you've your yours ve ll re don isn doesn didn wasn
        """,
    "de": """
        aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bevor
        bin bis bist bitte brauche da dabei dafür dagegen damit danach danke dann daran darauf darf
        darüber das dass dazu dein deine dem den denn der deren des deshalb dessen die dies diese
        diesem diesen dieser dieses doch dort du durch eben eigentlich ein eine einem einen einer
        eines einfach einmal er es etwas euch euer eure für gab ganz gar geben gegen gehabt gehen
        geht genau gern gerne gestern gewesen gibt guten gut habe haben hallo hat hatte hätte heute
        hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins ist ja jede
        jedem jeden jeder jedes jemand jetzt kam kann kannst kein keine keinem keinen keiner komme
        kommt können könnte könnten lassen leider liebe lieber los mache machen macht mag mal man
        mein meine meinem meinen meiner mich mir mit möchte möchten morgen muss müssen nach nein
        nicht nichts nie noch nun nur ob oder ohne schon schön sehr seid sein seine seit
        selbst sich sie sind so soll sollen sollte sondern sonst tag tun über überhaupt um und uns
        unser unsere unseren unter viel viele vielen vielleicht vom von vor wann war waren warum was
        weil welche welchem welchen welcher welches wenig wenn wer werde werden wie wieder will wir
        wird wissen wo wohl wollen worden wurde würde würden wurden zu zum zur zwei zwischen grüße
        nen ne nem hab eh ihr euern
        """,
    "es": """
        a acá ahí ahora al algo alguien algún alguna algunas algunos allí ante antes aquel aquella
        aquí así aún aunque bien buenas buenos cada casi como cómo con cosa cosas cual cuál cuales
        cualquier cuando cuándo cuanto cuánto cuánta de debe debo del desde después día días dice
        donde dónde dos durante e el él ella ellas ellos en entonces entre era eran eres es esa esas
        ese eso esos esta está están estaba estado estamos estar estas este esto estos estoy favor
        fue fueron gracias ha había hace hacen hacer haces hago han has hasta hay he hemos hola hoy
        iba ir la las le les lo los luego más mas me mejor menos mi mí mis mismo misma mucha muchas
        mucho muchos muy nada nadie necesito ni ningún ninguna no nos nosotros nuestra nuestro
        o os otra otro otras otros para pero poco podemos poder podría por porque pues puede
        pueden puedo que qué queremos quería quien quién quiere quiero quisiera sabe saber se sea
        ser será si sí sido siempre sin sino sobre solo sólo son soy su sus también tampoco tan
        tanto te tendré tenemos tener tengo ti tiene tienen toda todas todavía todo todos tras tu tú
        tus un una unas uno unos usted ustedes va vamos van ve veces ver vez voy y ya yo usar
        """,
    "fr": """
        à a ah ai aie ait alors après as assez au aucun aucune aujourd aura aurais aussi autre
        autres aux avais avait avant avec avez avoir avons beaucoup bien bon bonjour bonsoir c ça
        car ce ceci cela celle celui ces cet cette ceux chaque chez chose ci combien comme comment
        d dans de déjà depuis des dès deux devons devrais dire dis dit dois doit donc dont du elle
        elles en encore enfin entre es est et étaient était été êtes être eu eux faire fais fait
        faites faut fois font grand hier hui ici il ils j jamais je jour jours jusqu l la là le les
        leur leurs lors lorsque lui m ma madame mais me même merci mes mettre mieux moi moins mois
        mon monsieur n ne ni non nos notre nous on ont ou où par parce pas pendant peu peut peuvent
        peux plaît plus plusieurs pour pourquoi pourrais pourriez pouvez pouvoir puis puisque qu
        quand que quel quelle quelles quelque quelques quels qui quoi rien s sa sais sans se sera
        serait ses si soit sommes son sont sous souvent suis sur svp t ta te tes toi ton toujours
        tous tout toute toutes très trop tu un une va vais vers veut veux voici voilà vont vos votre
        voudrais voulais vous vraiment y passe
        """,
}


@cache
def common_terms(language: str) -> frozenset[str]:
    """The common words of a language, as terms."""
    return frozenset(terms_of(_WORDS.get(language, ""), language))

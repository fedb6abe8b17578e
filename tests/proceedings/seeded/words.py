"""What the papers of the seeded set say: our own words, in three languages."""

TITLES = {
    "sl": (
        "Zadruge na podeželju med obema vojnama",
        "Socialno podjetništvo v malih mestih",
        "Kdo odloča v stanovanjski zadrugi",
    ),
    "it": (
        "Le cooperative nelle valli di confine",
        "L’impresa sociale nelle città minori",
        "Chi decide nella cooperativa di abitanti",
    ),
    "en": (
        "Village co-operatives between the wars",
        "Social enterprise in smaller towns",
        "Who decides in a housing co-operative",
    ),
}

PEOPLE = (
    ("Ana Kodrič", "Inštitut za zadružništvo, Maribor"),
    ("Luca Benedetti", "Università popolare, Gorizia"),
    ("Helen Marsh", "College of Co-operation, Leeds"),
)

ABSTRACTS = {
    "sl": "Prispevek na podlagi arhivskih virov in pogovorov s člani pokaže, kako so "
    "zadruge v obmejnih krajih odločale o skupnem premoženju in zakaj so se nekatere "
    "ohranile do danes.",
    "it": "Il contributo mostra, sulla base di fonti d’archivio e di colloqui con i "
    "soci, come le cooperative dei paesi di confine decidevano dei beni comuni e "
    "perché alcune esistono ancora oggi.",
    "en": "On the basis of archives and of talks with members, the paper shows how "
    "co-operatives near the border decided about their common property, and why some "
    "of them are still there today.",
}

KEYWORDS = {
    "sl": "zadruge, članstvo, obmejni kraji",
    "it": "cooperative, soci, paesi di confine",
    "en": "co-operatives, membership, border towns",
}

HEADINGS = {
    "sl": ("Uvod", "Člani in uprava", "Skupno premoženje", "Zadruga danes", "Sklep"),
    "it": ("Introduzione", "Soci e direzione", "I beni comuni", "Oggi", "Conclusione"),
    "en": ("Introduction", "Members and board", "Common property", "Today", "Outlook"),
}

PARAGRAPHS = {
    "sl": (
        (
            "Prve zadruge so v teh krajih nastale ob koncu devetnajstega stoletja, ko so "
            "kmetje ostali brez posojil in je bilo treba mleko prodajati skupaj. Začetni "
            "zapisniki so skromni, vendar povedo, kdo je prišel in o čem so govorili."
        ),
        (
            "Vsak član je imel en glas, ne glede na to, koliko deležev je vplačal. To "
            "pravilo je bilo zapisano v statutu in se ni spremenilo niti takrat, ko je "
            "zadruga kupila prvo sušilnico in potrebovala več denarja kot prej."
        ),
        (
            "Uprava se je sestajala ob nedeljah po maši, občni zbor pa enkrat na leto. "
            "Iz ohranjenih vabil je mogoče razbrati, da so o večjih nakupih odločali vsi, "
            "o vsakdanjih stvareh pa trije izvoljeni gospodarji."
        ),
        (
            "Po vojni je oblast zadružne domove prevzela, ljudje pa so jih še vedno "
            "uporabljali kot svoje. V pogovorih, ki smo jih posneli, se člani spominjajo "
            "predvsem dela na strehi in plesov, manj pa sestankov."
        ),
        (
            "Danes ima zadruga manj članov kot pred sto leti, a več kupcev. Sir prodaja v "
            "dveh trgovinah in na tržnici, presežek pa po sklepu občnega zbora vlaga v "
            "izobraževanje mladih kmetov in v popravilo stavbe."
        ),
        (
            "Primerjava s sosednjo dolino kaže, da je bila odločilna bližina železnice. "
            "Kjer vlak ni ustavljal, so zadruge prodajale samo domačim trgovcem in so ob "
            "prvi slabi letini ostale brez kupcev."
        ),
    ),
    "it": (
        (
            "Le prime cooperative nacquero in queste valli alla fine dell’Ottocento, quando "
            "i contadini rimasero senza credito e bisognava vendere il latte insieme. I "
            "verbali sono brevi, ma dicono chi era presente e di che cosa si parlava."
        ),
        (
            "Ogni socio aveva un voto, qualunque fosse il numero delle quote versate. La "
            "regola era scritta nello statuto e non cambiò nemmeno quando la cooperativa "
            "comprò il primo essiccatoio ed ebbe bisogno di più denaro."
        ),
        (
            "La direzione si riuniva la domenica dopo la messa, l’assemblea una volta "
            "all’anno. Dagli inviti conservati si capisce che sui grandi acquisti "
            "decidevano tutti, mentre delle cose di ogni giorno si occupavano in tre."
        ),
        (
            "Dopo la guerra la casa sociale passò al comune, ma la gente continuò a usarla "
            "come propria. Nei colloqui che abbiamo registrato i soci ricordano i lavori "
            "al tetto e i balli molto più delle riunioni."
        ),
        (
            "Oggi la cooperativa ha meno soci di cento anni fa, ma più clienti. Vende il "
            "formaggio in due negozi e al mercato; l’avanzo, per decisione dell’assemblea, "
            "va alla formazione dei giovani e alla manutenzione della casa."
        ),
        (
            "Il confronto con la valle vicina mostra che contava la distanza dalla "
            "ferrovia. Dove il treno non si fermava, le cooperative vendevano soltanto ai "
            "commercianti del posto e alla prima annata cattiva perdevano i clienti."
        ),
    ),
    "en": (
        (
            "The first co-operatives in these valleys were founded at the end of the "
            "nineteenth century, when farmers were left without credit and milk had to be "
            "sold together. The minutes are short, but they tell who came and why."
        ),
        (
            "Every member had one vote, whatever the number of shares. The rule was "
            "written into the statutes, and it was not changed even when the co-operative "
            "bought its first drying house and needed more money than before."
        ),
        (
            "The board met on Sundays after mass, the general meeting once a year. From "
            "the invitations that were kept we can tell that all members decided about "
            "large purchases, while three of them looked after daily business."
        ),
        (
            "After the war the hall passed to the municipality, but people went on using "
            "it as their own. In the talks that we recorded, members remember the work on "
            "the roof and the dances far better than the meetings."
        ),
        (
            "Today the co-operative has fewer members than a hundred years ago, but more "
            "customers. It sells cheese in two shops and at the market, and the meeting "
            "puts the surplus into training and into the repair of the house."
        ),
        (
            "A comparison with the next valley shows that the railway was what mattered. "
            "Where the train did not stop, co-operatives could sell only to local traders, "
            "and lost them all in the first bad year."
        ),
    ),
}

# Passages in a language that is not the paper's.
FOREIGN = {
    "sl": (
        "it",
        (
            "La cooperativa non è nata per fare beneficenza, ma per dare lavoro a chi era "
            "rimasto nel paese; questo lo dicono tutti i soci che abbiamo incontrato."
        ),
    ),
    "it": (
        "de",
        (
            "Die Genossenschaft wurde nicht gegründet, um Almosen zu geben, sondern damit "
            "die Leute im Dorf bleiben und von ihrer Arbeit leben können."
        ),
    ),
    "en": (
        "sl",
        (
            "Zadruga ni nastala zato, da bi delila miloščino, ampak zato, da bi ljudje, ki "
            "so ostali v vasi, lahko živeli od svojega dela."
        ),
    ),
}

TABLES = {
    "sl": ("Člani po letih", ("Leto", "Člani"), (("1905", "41"), ("1931", "118"))),
    "it": ("Soci per anno", ("Anno", "Soci"), (("1905", "41"), ("1931", "118"))),
    "en": ("Members by year", ("Year", "Members"), (("1905", "41"), ("1931", "118"))),
}
TABLE_WORD = {"sl": "Tabela", "it": "Tabella", "en": "Table"}

PICTURES = {
    "sl": ("Zadružni dom leta 1931", "Dvonadstropna stavba z napisom nad vhodom"),
    "it": (
        "La casa sociale nel 1931",
        "Edificio a due piani con scritta sull’ingresso",
    ),
    "en": ("The hall in 1931", "A house of two storeys with a sign above the door"),
}

LISTS = {
    "sl": ("skupna prodaja mleka", "posojila članom", "nakup orodja"),
    "it": ("vendita comune del latte", "prestiti ai soci", "acquisto di attrezzi"),
    "en": ("joint sale of milk", "loans to members", "purchase of tools"),
}

# A list of works by author and year, and the sentences that cite it.
WORKS_HEADING = {
    "sl": "Literatura",
    "it": "Riferimenti bibliografici",
    "en": "References",
}
WORKS = (
    ("Birk", "2003", "Birk, Marta. 2003. Zadružni zapisniki. Celje: Dom."),
    ("Carli", "1998", "Carli, Paolo. 1998. Latterie di confine. Udine: Aurora."),
    ("Dunn", "2010", "Dunn, Oliver. 2010. One member, one vote. Leeds: Moor."),
    ("Erjavec", "2007", "Erjavec, Tine. 2007. Domovi na vasi. Kranj: Gora."),
)
CITING = {
    "sl": "O tem so pisali že drugi (Birk 2003; Carli 1998; Dunn 2010, 14), najbolj "
    "natančno pa raziskava o zadružnih domovih (Erjavec 2007).",
    "it": "Ne hanno scritto già altri (Birk 2003; Carli 1998; Dunn 2010, 14), e con "
    "più cura la ricerca sulle case sociali (Erjavec 2007).",
    "en": "Others have written about this before (Birk 2003; Carli 1998; Dunn 2010, "
    "14), most carefully the study of village halls (Erjavec 2007).",
}

# Words of the seeded defects.
SAID = {
    "sl": {
        "image": "slika",
        "ornament": "okrasna črta",
        "faked": "Kako so delili presežek",
        "here": "tukaj",
        "see": "Popis članov je objavljen",
        "address": "Popis članov hrani arhiv:",
        "glyph": "Na oznaki stoji znak {}, ki pomeni zadrugo.",
        "thanks": "Avtorica se zahvaljuje zadružnikom za pogovore in gostoljubje.",
        "own": "Kot sem že pokazala drugje, so bile deležnice dedne.",
        "mail": "Vprašanja o gradivu sprejemamo na ana.kodric@primer.si.",
        "name": "Pogovore je jeseni vodila Ana Kodrič s pomočjo domačinov.",
        "uncited": "Zajc, Nives. 1989. Sirarne pod Krnom. Tolmin: Breg.",
        "unlisted": "Drugače o tem sodi zgodovina hranilnic (Hribar 1995).",
        "level": "Podrobnosti o deležih",
        "skipped": "Vplačila v naravi",
        "equation": "Delež člana izračunamo po obrazcu",
        "caption": "Slika 2: Vhod v dom",
        "left": "Levo: zadružni dom z napisom nad vhodom.",
        "right": "Desno: sušilnica, ki so jo kupili leta 1926.",
        "scan": "Prihodki po letih",
        "reference": "Glej prikaz",
        "changed": "ter vsem vdovam",
        "remark": "Preveri letnico.",
    },
    "it": {
        "image": "immagine",
        "ornament": "linea decorativa",
        "faked": "Come si divideva l’avanzo",
        "here": "qui",
        "see": "L’elenco dei soci si trova",
        "address": "L’elenco dei soci è in archivio:",
        "glyph": "Sull’insegna si legge il segno {}, che indica la cooperativa.",
        "thanks": "L’autrice ringrazia i soci per i colloqui e per l’ospitalità.",
        "own": "Come ho già mostrato altrove, le quote si ereditavano.",
        "mail": "Per domande sui materiali scrivere a ana.kodric@primer.si.",
        "name": "I colloqui sono stati condotti in autunno da Ana Kodrič.",
        "uncited": "Zajc, Nives. 1989. Sirarne pod Krnom. Tolmin: Breg.",
        "unlisted": "Diverso è il giudizio della storia delle casse (Hribar 1995).",
        "level": "Le quote in dettaglio",
        "skipped": "Versamenti in natura",
        "equation": "La quota di un socio si calcola con la formula",
        "caption": "Figura 2: L’ingresso",
        "left": "A sinistra: la casa sociale con la scritta sull’ingresso.",
        "right": "A destra: l’essiccatoio comprato nel 1926.",
        "scan": "Entrate per anno",
        "reference": "Si veda il prospetto",
        "changed": "e a tutte le vedove",
        "remark": "Controllare l’anno.",
    },
    "en": {
        "image": "image",
        "ornament": "decorative line",
        "faked": "How the surplus was shared",
        "here": "here",
        "see": "The roll of members can be found",
        "address": "The roll of members is kept in the archive:",
        "glyph": "The sign reads {}, which stands for the co-operative.",
        "thanks": "The author thanks the members for their talks and hospitality.",
        "own": "As I have shown elsewhere, shares could be inherited.",
        "mail": "Questions about the material may be sent to ana.kodric@primer.si.",
        "name": "The talks were held in autumn by Ana Kodrič and two helpers.",
        "uncited": "Zajc, Nives. 1989. Sirarne pod Krnom. Tolmin: Breg.",
        "unlisted": "The history of savings banks judges otherwise (Hribar 1995).",
        "level": "Shares in detail",
        "skipped": "Payment in kind",
        "equation": "The share of a member follows from",
        "caption": "Figure 2: The entrance",
        "left": "On the left: the hall with the sign above its door.",
        "right": "On the right: the drying house bought in 1926.",
        "scan": "Revenue by year",
        "reference": "See the chart",
        "changed": "and to all widows",
        "remark": "Check the year.",
    },
}

# What looks like a defect and is none.
NEAR_MISSES = {
    "sl": {
        "lead": (
            "Delež.",
            "Kdor je vstopil, je vplačal najmanj en delež; vrnili so ga ob izstopu.",
        ),
        "quotation": "V knjižnici je ostal izvod dela The Rochdale Pioneers and Their Rules, "
        "ki so ga člani brali skupaj in po njem leta 1908 popravili svoj statut.",
        "dash": "– Kdo bo pa streho popravil?",
        "year": "Leta 1931 (glej prilogo) je imela zadruga 118 članov.",
        "link": "popis članov iz leta 1931",
        "number": "1905. leta je zadruga kupila prvo tehtnico in jo postavila pred dom.",
    },
    "it": {
        "lead": (
            "Quota.",
            "Chi entrava versava almeno una quota, restituita al recesso.",
        ),
        "quotation": "In biblioteca è rimasta una copia di The Rochdale Pioneers and Their Rules, "
        "che i soci leggevano insieme e con cui nel 1908 corressero lo statuto.",
        "dash": "– E chi aggiusta il tetto?",
        "year": "Nel 1931 (si veda l’allegato) la cooperativa contava 118 soci.",
        "link": "l’elenco dei soci del 1931",
        "number": "1905 è l’anno in cui la cooperativa comprò la prima bilancia.",
    },
    "en": {
        "lead": (
            "Share.",
            "Whoever joined paid in one share at least; it was returned on leaving.",
        ),
        "quotation": "A copy of Statuto della società cooperativa di consumo remained in the library; "
        "members read it together and amended their own statutes by it in 1908.",
        "dash": "– And who will mend the roof?",
        "year": "In 1931 (see the annex) the co-operative had 118 members.",
        "link": "the roll of members of 1931",
        "number": "1905 was the year in which the co-operative bought its first scales.",
    },
}

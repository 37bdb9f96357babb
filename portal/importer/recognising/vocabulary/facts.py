"""What the labels of facts about a document mean, and what its title calls it.

All phrases are in lower case and without punctuation, as `folded` gives them.
"""

# What a label in the facts about the document means: the key of the strategy file, or the kind of a decision.
FACTS: dict[str, tuple[str, ...]] = {
    "title": ("dokumentnamn", "dokumentets namn", "titel", "dokumenttitel", "namn på dokument", "namn"),
    "case_numbers": (
        *("diarienummer", "dnr", "diarienr", "diarie nr", "ärendebeteckning", "ärendenummer", "ärendenr", "ärende"),
        *("beteckning", "dokumentnummer", "ärendets diarienummer", "dokumentid", "dokument id", "dokumentbeteckning"),
    ),
    "adopted": (
        *("antagen av", "antagen", "antaget av", "antaget", "antagen den", "antagen datum", "antagen i", "antas av"),
        *(
            "beslutad av",
            "beslutad",
            "beslutat av",
            "beslutat",
            "beslutad den",
            "beslutad i",
            "beslut",
            "beslutsinstans",
        ),
        *(
            "beslutande instans",
            "beslutande organ",
            "beslutsfattare",
            "beslutsdatum",
            "datum för beslut",
            "antagningsdatum",
        ),
        *(
            "datum för antagande",
            "beslutande",
            "beslutat datum",
            "beslutsdatum och paragraf",
            "beslutsparagraf",
            "paragraf",
        ),
        *("godkänd av", "godkänd", "godkänt av", "godkänd i", "antagen av och datum", "beslut om antagande"),
    ),
    "confirmed": (
        *(
            "fastställd av",
            "fastställd",
            "fastställt av",
            "fastställt",
            "fastställd den",
            "fastställt den",
            "fastställs av",
        ),
        *("fastställd i", "fastställelsedatum", "fastställd datum", "datum för fastställande", "fastställande"),
    ),
    "revised": (
        *(
            "reviderad",
            "reviderad den",
            "reviderad av",
            "reviderat",
            "reviderat den",
            "senast reviderad",
            "senast ändrad",
        ),
        *("senaste revidering", "revideringsdatum", "uppdaterad", "uppdaterad den", "senast uppdaterad", "ändrad"),
        *("datum för revidering", "reviderad datum", "reviderad i"),
    ),
    "repealed": ("upphävd", "upphävd av", "upphävd den"),
    "valid": (
        *("giltighetsperiod", "giltighetstid", "giltighet", "giltig", "gäller", "gällande", "giltighets tid"),
        *(
            "dokumentet gäller",
            "gäller under",
            "tidsperiod",
            "programperiod",
            "planperiod",
            "gäller åren",
            "gäller för perioden",
        ),
    ),
    "valid_from": (
        *("gäller från", "gäller från och med", "gäller fr o m", "giltig från", "giltig från och med", "giltig fr o m"),
        *("i kraft", "träder i kraft", "ikraftträdande", "gäller fr om", "dokumentet gäller från och med"),
    ),
    "valid_until": (
        *("gäller till", "gäller till och med", "gäller t o m", "giltig till", "giltig till och med", "giltig t o m"),
        *("dokumentet gäller till och med", "gäller tom", "giltig tom"),
    ),
    "replaces": (
        *("ersätter", "ersätter dokument", "ersätter tidigare", "ersätter tidigare dokument", "ersätter beslut"),
        *("upphäver", "dokumentet ersätter"),
    ),
    "applies_to": (
        "dokumentet gäller för",
        "gäller för",
        "omfattar",
        "dokumentet omfattar",
        "tillämpas av",
        "berör",
        "avser",
    ),
    "target_group": ("målgrupp", "målgrupper"),
    "review": (
        *("revideras", "revidering", "översyn", "nästa revidering", "revideras senast", "uppdateras", "aktualiseras"),
        *(
            "aktualitetsprövning",
            "aktualitetsprövas",
            "nästa översyn",
            "revideras när",
            "översyn senast",
            "revideringsintervall",
        ),
    ),
    "evaluation": ("utvärderas", "utvärdering", "följs upp", "uppföljning", "uppföljs", "utvärderas när"),
    "publication": ("publiceras", "publicering", "publicerad", "publiceras på", "publicerat"),
    # These keep their label, since the value says little without it.
    "publication_labelled": (
        *(
            "kommunal författningssamling",
            "författningssamling",
            "dokumenttyp",
            "typ av dokument",
            "styrdokument",
            "version",
        ),
        *(
            "kategori",
            "när",
            "dokumentdatum",
            "datum",
            "informationsklass",
            "upprättad",
            "upprättad av",
            "framtagen av",
            "författare",
        ),
        *(
            "handläggare",
            "kontaktperson",
            "upprättad den",
            "typ av styrdokument",
            "dokumentets status",
            "status",
            "utgåva",
        ),
        *(
            "produktion",
            "foto",
            "layout",
            "omslag",
            "omslagsfoto",
            "illustrationer",
            "tryck",
            "utgiven av",
            "sekretess",
        ),
        *("nivå", "dokumentnivå", "lagrum", "information", "kontakt", "sidor", "antal sidor", "bilder", "text"),
    ),
    "related_documents": (
        *(
            "relaterade dokument",
            "relaterade styrdokument",
            "tillhörande dokument",
            "hänvisningar",
            "koppling till andra dokument",
        ),
        *(
            "anknytande dokument",
            "andra styrdokument",
            "relaterat till",
            "dokument som hör till",
            "hänvisning till andra dokument",
        ),
        *(
            "se även",
            "övriga dokument",
            "kompletterande dokument",
            "andra relaterade dokument",
            "relevanta styrdokument",
        ),
    ),
}

# Labels that are made of such words in many ways; the first pattern that fits counts.
_DECISION_WORDS = r"(?: (?:av|den|i|datum|och|paragraf|instans|organ|om|år|protokoll|när|nämnd|senast|upprättad))*"
FACT_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "adopted",
        rf"(?:datum för |beslut om |först )?(?:antag(?:en|et|na|ande)|beslut(?:ad|at|ade|sdatum)|godkän(?:d|t|da))"
        rf"{_DECISION_WORDS}",
    ),
    (
        "confirmed",
        rf"(?:datum för )?(?:fastställ\w+|aktualitetsprövad|aktualiserad|aktualiserat|förlängd|förlängt)"
        rf"{_DECISION_WORDS}",
    ),
    (
        "revised",
        rf"(?:senast |senaste |datum för )?(?:reviderad|reviderat|reviderade|ändrad|ändrat|uppdaterad|uppdaterat|"
        rf"justerad|justerat){_DECISION_WORDS}",
    ),
    (
        "valid",
        r"(?:dokumentet |programmet |planen |policyn |strategin )?(?:gäller|giltighet\w*|giltig|giltigt)"
        r"(?: (?:under|för|åren|perioden|tid))*",
    ),
    ("valid_from", r"(?:gäller|giltig|giltigt) (?:från|fr)(?: och med| o m| om)?"),
    ("valid_until", r"(?:gäller|giltig|giltigt) (?:till|t|tom)(?: och med| o m| om)?"),
    (
        "replaces",
        r"(?:dokumentet |denna \w+ )?(?:ersätter|upphäver)(?: (?:tidigare|dokument|beslut|den|policy|plan|program))*"
        r"|tidigare beslut",
    ),
    ("applies_to", r"(?:\w+ )?(?:gäller för|omfattar)|berörda (?:verksamheter|nämnder och bolag)"),
)

# Labels that mean more among the facts than alone: dates that may be a decision’s, and names of the document.
DATE_LABELS = ("datum", "när", "beslutsdatum", "dokumentdatum")
TITLE_LABELS = ("styrdokument", "dokument", "dokumentets namn")

# What a decision is called: beginnings of words, and the kind of decision each means.
DECIDED = {
    "antag": "adopted",
    "antog": "adopted",
    "beslut": "adopted",
    "godkän": "adopted",
    "fastställ": "confirmed",
    "aktualitetspröva": "confirmed",
    "aktualiser": "confirmed",
    "förläng": "confirmed",
    "reviderad": "revised",
    "reviderat": "revised",
    "reviderade": "revised",
    "uppdaterad": "revised",
    "uppdaterat": "revised",
    "ändrad": "revised",
    "ändrat": "revised",
    "ändrade": "revised",
    "justerad": "revised",
    "justerat": "revised",
    "redaktionella ändringar": "revised",
    "upphäv": "repealed",
}

# What only an extract of minutes has: how its headings and lines begin.
MINUTES = (
    *("beslutsunderlag", "beslutet skickas till", "utdragsbestyrkande", "justerandes", "sammanträdesprotokoll"),
    *("protokollsutdrag", "dagens sammanträde", "yrkande", "reservation", "beslutsgång", "deltar i debatten"),
    *(
        "sammanfattning av ärendet",
        "ärendebeskrivning",
        "paragrafen är",
        "kommunfullmäktiges beslut",
        "expedieras till",
    ),
    *("kommunstyrelsens beslut", "kommunfullmäktige beslutar", "kommunstyrelsen beslutar", "sammanträdesdatum"),
)

# What a title calls the document. The first that it holds counts.
DOCUMENT_KINDS: tuple[tuple[str, str], ...] = (
    ("mål och inriktning", "goals_and_direction"),
    ("inriktningsdokument", "goals_and_direction"),
    ("riktlinje", "guidelines"),
    ("policy", "policy"),
    ("strategi", "strategy"),
    ("program", "program"),
    ("plan", "plan"),
    ("överenskommelse", "plan"),
)
# What a cover says of the type of document, alone on its line.
DOCUMENT_TYPES = (
    *(
        "styrdokument",
        "program",
        "policy",
        "strategi",
        "plan",
        "riktlinjer",
        "riktlinje",
        "handlingsplan",
        "reglemente",
    ),
    *(
        "kommunal författningssamling",
        "författningssamling",
        "dokumenttyp",
        "rapport",
        "utkast",
        "förslag",
        "remissversion",
    ),
)

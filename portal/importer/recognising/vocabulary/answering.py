"""How running text says that a body answers for something, and what for.

All phrases are in lower case; parts of words where no other is meant.
"""

# What stands between the body and what it answers for, as patterns.
VERBS = (
    r"(?:har|bär) (?:(?:det|ett) )?(?:\w+ ){0,2}\w*ansvar(?:et)? (?:för|att)",
    r"(?:gör|genomför) (?:en |ett |årligen )?(?:\w+ )?(?:uppföljning|utvärdering|revidering)",
    r"(?:är|blir) (?:(?:ytterst|huvud|övergripande|samordnings) ?)?ansvarig(?:t|a)? (?:för|att)",
    r"(?:(?:ska|skall|kommer att) )?(?:ansvara|svara)r? (?:\w+ )?för",
    r"(?:(?:ska|skall) )?led(?:a|er) och samordna?r?",
    r"(?:(?:ska|skall) )?samordna?r?",
    r"följer (?:\w+ ){0,2}upp",
    r"(?:ska|skall) (?:\w+ ){0,2}följa upp",
    r"(?:(?:ska|skall) )?(?:reviderar?|utvärderar?)",
)
# The other way round: “Ansvaret för uppföljningen ligger på kommunstyrelsen.”
TURNED = (
    r"(?:ligger|vilar|finns) (?:på|hos)",
    r"följs (?:\w+ ){0,3}upp (?:\w+ ){0,6}av",
    r"(?:samordnas|leds|revideras|utvärderas) (?:\w+ ){0,6}av",
    r"(?:görs|genomförs|sker|sköts|utförs) (?:\w+ ){0,3}(?:av|genom)",
    r"åligger",
    r"är",
)
# Words with which a text that is turned so begins.
TURNED_BEGINNING = (
    *("ansvar", "huvudansvar", "uppföljning", "samordning", "revidering", "utvärdering", "strategi"),
    *(
        "riktlinje",
        "handlingsplan",
        "denna ",
        "detta ",
        "genomförande",
        "program",
        "plan",
        "policy",
        "arbetet",
        "integrations",
        "dokument",
        "ytterst ansvarig",
    ),
)

# What a body does, by its role: patterns in what it answers for.
DOES: tuple[tuple[str, str], ...] = (
    ("coordination", r"samordn|koordiner"),
    ("follow_up", r"uppfölj|följ\w* (?:\w+ ){0,3}upp\b|utvärder"),
    ("revision", r"revider|uppdater|aktualiser|aktualitetspröv|ses över"),
)
LEADS = (
    "ledning",
    "leda ",
    "genomför",
    "övergripande ansvar",
    "ytterst",
    "huvudansvar",
    "samlade ansvar",
    "förverklig",
)
# What makes it the document as a whole, and not one service, that a body answers for: words, and endings of words.
DOCUMENT = (
    r"\w*(?:strategi|program|policy|policies|riktlinje|styrdokument)(?:n|en|s|met|mets|men|ns|er|erna|ernas|r|rna|rnas)?"
    r"|\w*(?:plan|dokument)(?:en|ens|et|ets|er|erna)?"
)
DOCUMENT_WORK = r"(?:integrationsarbete|integrationsuppdrag|främjande av integration)\w*"
# What stands for the document as a whole in a section about who does what, and how it is followed up.
WORK = (
    r"(?:integrations)?(?:arbetet|frågorna)|(?:del)?målen|aktiviteterna|åtgärderna|insatserna|genomförandet|mottagandet"
    r"|uppföljning(?:en)?|samordning(?:en)?|revidering(?:en)?|utvärdering(?:en)?"
)
# What a text in a commitment calls that commitment.
COMMITMENT = (
    r"(?:åtgärd|aktivitet|insats|åtagande|arbete|genomförande|samordning)(?:en|et|erna|ens|ets)?|(?:del)?mål(?:et|en)"
    r"|(?:fokus|insats|mål)?området|detta|det"
)
# No single body, though the words end as the names of bodies do.
NOBODY = (
    *("varje", "respektive", "alla", "samtliga", "berörd", "berörda", "ansvarig", "ansvariga", "aktuell", "många"),
    *("vissa", "andra", "övriga", "dessa", "olika", "en", "ett", "de", "den", "det", "vår", "våra", "ingen", "flera"),
    *("båda", "kommunens", "kommunala", "stadens", "enskilda", "någon", "några", "inom", "i", "på", "för", "som"),
)

"""The bodies of a municipality: what they are called, and by which words a text says that they answer.

All phrases are in lower case and without punctuation, as `folded` gives them.
"""

# What a line or a heading calls the bodies after it, by the role that they have.
RESPONSIBLE: dict[str, tuple[str, ...]] = {
    "lead": (
        "ansvarig",
        "ansvariga",
        "ansvarig nämnd",
        "ansvarig nämnd styrelse",
        "ansvariga nämnder",
        "ansvariga nämnder och styrelser",
        "ansvariga nämnder styrelser",
        "ansvarig styrelse",
        "ansvarig förvaltning",
        "ansvariga förvaltningar",
        "ansvarig verksamhet",
        "ansvarig sektor",
        "ansvarig part",
        "ansvarig aktör",
        "ansvariga aktörer",
        "ansvarig instans",
        "ansvarigt organ",
        "ansvarig enhet",
        "ansvarig avdelning",
        "ansvarig funktion",
        "ansvarig för genomförande",
        "ansvarig för åtgärden",
        "ansvarigt utskott",
        "ansvar",
        "ansvarar",
        "ansvarsområde",
        "huvudansvar",
        "huvudansvarig",
        "huvudansvariga",
        "huvudansvarig nämnd",
        "huvudansvarig nämnd styrelse",
        "huvudansvariga nämnder",
        "huvudansvariga nämnder styrelser",
        "huvudansvariga nämnder och styrelser",
        "vem ansvarar",
        "vem är ansvarig",
        "utförare",
    ),
    "contributing": (
        "medverkande",
        "medansvarig",
        "medansvariga",
        "deltagande nämnder",
        "samverkande nämnder",
        "berörda nämnder",
        "berörd nämnd",
        "samarbetsparter",
        "samarbetspartner",
        "samverkanspart",
        "samverkansparter",
        "samverkan med",
        "stödjande",
        "övriga berörda",
    ),
    "coordination": ("samordning", "samordnas av", "samordnare", "samordnande nämnd", "samordningsansvarig"),
    "follow_up": (
        "för uppföljning ansvarar",
        "ansvarig för uppföljning",
        "uppföljningsansvarig",
        "uppföljning ansvarig",
    ),
    "revision": (
        "för revidering ansvarar",
        "ansvarig för revidering",
        "dokumentansvarig",
        "dokumentansvar",
        "ansvarig för dokumentet",
        "revideringsansvarig",
    ),
    "owner": ("dokumentägare", "ägare", "dokumentets ägare", "policyägare", "processägare", "styrdokumentsägare"),
}
# Labels that are made of such words in many ways.
RESPONSIBLE_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "lead",
        r"(?:huvud)?ansvar(?:ig|iga|igt|ar)?(?: (?:nämnd|nämnder|styrelse|styrelser|bolag|förvaltning\w*|verksamhet\w*"
        r"|sektor\w*|part|parter|aktör\w*|instans\w*|enhet\w*|funktion|person\w*|utskott|organ|avdelning|huvudman|och))*",
    ),
    ("lead", r"ansvars(?:instans|person|personer|tagare|part|parter|nämnd|bärare)(?:er|en)?"),
    ("contributing", r"(?:i )?(?:samverkan|samarbete) med|samarbete|samarbets(?:part|partner|parter|partners)"),
    ("contributing", r"medverka(?:r|nde)(?: (?:nämnd|nämnder|aktörer|parter|förvaltningar))?|deltar|stödjer"),
)
# What may follow on such words and belongs to them.
RESPONSIBLE_TAIL = ("utifrån", "för", "inom", "är", "i")

# Abbreviations that all municipalities use; of others, a document says itself what they stand for.
ABBREVIATED = {
    "kf": "kommunfullmäktige",
    "kfge": "kommunfullmäktige",
    "fge": "kommunfullmäktige",
    "sf": "stadsfullmäktige",
    "stfge": "stadsfullmäktige",
    "stf": "stadsfullmäktige",
    "ks": "kommunstyrelsen",
    "kst": "kommunstyrelsen",
    "stds": "stadsstyrelsen",
    "sts": "stadsstyrelsen",
    "ksau": "kommunstyrelsens arbetsutskott",
}

# How names of bodies begin whose ending says nothing.
BODIES_BEGIN: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "committee",
        ("nämnden för ", "utskottet för ", "svenska sektionen ", "finska sektionen ", "samarbetsnämnden för "),
    ),
    ("company_board", ("ab ", "stiftelsen ")),
    ("official", ("chef för ", "chefen för ", "ledande ")),
    ("administration", ("avdelningen för ", "enheten för ", "sektorn för ")),
    ("external", ("region ", "föreningen ")),
)

# The bodies of a municipality, by kind: names, and endings of names. The first that fits counts.
BODIES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("council", (), ("fullmäktige",)),
    (
        "executive_board",
        ("kommunstyrelsen", "kommunstyrelse", "stadsstyrelsen", "kommunalstyrelsen", "regionstyrelsen"),
        (),
    ),
    (
        "external",
        (
            *(
                "arbetsförmedlingen",
                "migrationsverket",
                "försäkringskassan",
                "polisen",
                "polismyndigheten",
                "näringslivet",
            ),
            *("civilsamhället", "civila samhället", "föreningar", "föreningslivet", "svenska kyrkan", "studieförbund"),
            *(
                "te-tjänster",
                "te-tjänsterna",
                "te-byrån",
                "länsstyrelsen",
                "regionen",
                "välfärdsområdet",
                "folkhögskolan",
            ),
        ),
        ("ntm-centralen", "välfärdsområde", "myndigheten", "föreningen", "förbundet"),
    ),
    (
        "company_board",
        ("koncernen", "de kommunala bolagen", "kommunala bolag", "kommunala bolagen"),
        (
            " ab",
            " oy",
            "bolaget",
            "bolag",
            "stiftelsen",
            "koncernen",
            "bolagsstyrelse",
            "bolagsstyrelsen",
            "s styrelse",
        ),
    ),
    (
        "committee",
        (),
        (
            *(
                "nämnden",
                "nämnd",
                "utskottet",
                "utskott",
                "beredningen",
                "sektionen",
                "sektion",
                "direktionen",
                "kommittén",
            ),
            *("delegationen", "styrelsen", "styrelse", "rådet", "nämndens sektion"),
        ),
    ),
    (
        "administration",
        ("kommunledningen", "stadsledningskontoret", "hr", "socialtjänsten", "elevhälsan"),
        (
            *("förvaltningen", "förvaltning", "kontoret", "kontor", "sektorn", "sektor", "avdelningen", "avdelning"),
            *("enheten", "enhet", "kansliet", "kansli", "verksamheten", "staben", "stab", "tjänsten", "centralen"),
            *("institutet", "institut", "servicen", "tjänsterna", "verket", "gruppen", "centralen"),
            *("resultatområdet", "förvaltningarna", "sektorerna", "tjänster", "byrån", "biblioteket"),
        ),
    ),
    (
        "official",
        ("rektor", "rektorer", "borgmästare", "borgmästaren"),
        (
            *("chef", "chefen", "direktör", "direktören", "samordnare", "samordnaren", "strateg", "strategen"),
            *("ordförande", "sekreterare", "sekreteraren", "handläggare", "handläggaren", "ombud", "ombudet"),
            *("koordinator", "koordinatorn", "utvecklare", "utvecklaren", "ledare", "ledaren", "planerare", "chefer"),
        ),
    ),
)

"""What municipalities call their commitments, and the columns of tables of them.

All are patterns for phrases in lower case and without punctuation, as `folded` gives them; a new word is one line.
"""

# What a heading, a label or a column calls commitments of a kind: nouns, singular and plural, with and without “the”.
NOUNS: dict[str, tuple[str, ...]] = {
    "focus_area": (
        r"(?:fokus|insats|utvecklings|mål|tema|del|tyngdpunkts|inriktnings|nyckel) ?område(?:t|n|na)?",
        r"(?:kärn|satsnings|utmanings|strategi|program|verksamhets|prioriterings) ?område(?:t|n|na)?",
        r"områden?(?: i fokus)?",
        r"tyngdpunkt(?:en|er|erna)?",
        r"prioritering(?:en|ar|arna)?",
        r"perspektiv(?:et|en)?",
        r"vägval(?:et|en)?",
        r"(?:strategiska|politiska) val",
        r"ledord(?:et|en)?",
        r"delprogram(?:met|men)?",
        r"tema(?:t|n|na)?|temahelhet(?:en|er|erna)?",
        r"spår(?:et|en)?",
        r"pelare|hörnsten(?:ar)?",
        r"focus areas?",
    ),
    "long_term_goal": (
        r"(?:långsiktigt?|långsiktiga|övergripande|strategiskt?|strategiska|generella|allmänna) mål(?:et|en)?",
        r"(?:långsiktig|långsiktiga|övergripande|strategisk|strategiska) målsättning(?:en|ar|arna)?",
        r"(?:inriktnings|huvud|program|visions)mål(?:et|en)?",
        r"ställningstagande(?:t|n|na)?",
        r"viljeinriktning(?:en|ar|arna)?",
    ),
    "sub_goal": (
        r"(?!moders|hemspråks)(?:[a-zåäö]{3,16})?mål(?:et|en)?",
        r"(?:del)?målsättning(?:en|ar|arna)?",
        r"målbild(?:en|er|erna)?",
        r"ambition(?:en|er|erna)?",
        r"önska(?:t|de) (?:läge|resultat|effekt|effekter)",
        r"önskad effekt",
        r"effekter",
    ),
    "measure": (
        r"(?:[a-zåäö]{3,14})?åtgärd(?:en|er|erna)?",
        r"åtgärdsförslag(?:et|en)?|förslag till åtgärder",
        r"(?:[a-zåäö]{3,14})?insats(?:en|er|erna)?",
        r"(?:[a-zåäö]{3,14})?aktivitet(?:en|er|erna)?",
        r"åtagande(?:t|n|na)?",
        r"handlingar",
        r"strategier(?: för att nå målen?t?)?",
        r"inriktning(?:en|ar|arna)?",
        r"spetsprojekt(?:et|en)?",
        r"arbetssätt för att nå målet",
    ),
}
# What holds both goals and measures holds them by area, as “mål och åtgärder” does.
MIXED = "focus_area"

# Whole phrases that do the same.
PHRASES: dict[str, tuple[str, ...]] = {
    "focus_area": (r"mål och (?:strategier|fokusområden|styrning av insatser)", r"mål åtgärder och uppföljning"),
    "long_term_goal": (),
    "sub_goal": (
        r"(?:hit|dit|det|detta|det här) vill (?:vi|kommunen|staden|[a-zåäö]+)(?: uppnå| nå| se)?",
        r"vi vill(?: uppnå| nå| att| se)?",
        r"(?:vad )?(?:vi vill|vill vi) (?:uppnå|nå|se)",
        r"vart (?:vill vi|vi vill|ska vi)",
        r"mål och inriktning",
        r"så (?:ska|skall) det (?:vara|bli)|så vill vi ha det|så ser det ut (?:då|när vi lyckats)",
    ),
    "measure": (
        r"(?:så|det|detta|det här) (?:gör|ska|arbetar|når|uppnår) (?:vi|kommunen|staden)"
        r"(?: göra| nå| arbeta| målen?t?| dit| uppnå)*",
        r"det här kan du förvänta dig",
        r"väg(?:en|ar|arna) dit|så tar vi oss dit|steg på vägen|därför ska vi",
        r"(?:hur|vad) (?:når|gör|ska) vi(?: göra| målen?t?| dit| nå)*",
        r"för att nå (?:målen|målet|dit) (?:ska|skall|ska vi|ska kommunen|ska staden)(?: vi| kommunen| staden)?",
    ),
}

# Parts of words for goals that stand under others.
SUB_GOALS = ("delmål", "effektmål", "resultatmål", "etappmål", "kvantitativ", "mätbar", "kortsiktig")
# These are long-term goals in a document that has such under them.
GENERIC_GOALS = ("mål", "målet", "målen", "målsättning", "målsättningar")

# Words that may stand before such a noun and change nothing: possessives, numerals, adjectives by their endings.
BEFORE = (
    r"(?:vår|vårt|våra|de|den|det|dessa|en|ett)",
    r"(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\d{1,2})",
    r"[a-zåäö]+(?:ens|ets|nas|rnas|uns|ads|mets|ions|gins)",
    r"[a-zåäö]+(?:iga|liga|iska|ade|erade|samma|nya|ella|iva|ala|ra|kreta|tiga|ande|igt|at|ert)",
    r"nya|politiska|kommunövergripande|prioriterat",
    r"(?:[a-zåäö]+ ){0,2}(?:kommuns|kommun|stads|stad|regionens)",
)
# With one of these before it, a noun speaks of others' commitments.
OTHERS = (
    *("nationella", "nationellt", "globala", "regionala", "statliga", "statens", "riksdagens", "regeringens", "fns"),
    *("eus", "europeiska", "visionens", "tidigare", "befintliga", "andra", "kommunfullmäktiges", "stadsfullmäktiges"),
    *("andras", "landets", "lagens", "barnkonventionens", "integrationspolitikens"),
)
# Words with which what follows such a noun may begin.
AFTER = ("för", "i", "inom", "under", "till", "med", "på", "som", "år", "fram", "av", "vid", "enligt", "per", "utifrån")

# How a paragraph begins that is a commitment of itself, where several do.
OPENINGS: tuple[tuple[str, str], ...] = (
    ("sub_goal", r"(?:målet|målsättningen|ambitionen|delmålet|effektmålet) är (?:att|en|ett)\b"),
    ("measure", r"(?:vi|kommunen|staden) (?:ska|skall)\b"),
)

# A short sentence before a list that says what its items are: patterns, of which the first that is found counts.
LEAD_INS: tuple[tuple[str, str], ...] = (
    ("measure", r"^för att (?:nå|uppnå|lyckas|åstadkomma|förverkliga|klara|komma dit|bidra|främja|stärka|öka)\b"),
    ("measure", r"\b(?:åtgärd|insats|aktivitet|åtagande)(?:er|erna|en|n)?\b"),
    ("long_term_goal", r"\b(?:övergripande|långsiktiga?|strategiska) mål(?:et|en)?\b"),
    ("sub_goal", r"\b(?:del|effekt|resultat)?mål(?:et|en|sättning\w*)?\b(?! på)"),
    ("sub_goal", r"\bvi vill\b|\bvill (?:vi|uppnå)\b|\bska (?:ha )?uppnått?s?\b"),
    ("measure", r"\b(?:detta|det) (?:innebär|betyder|ska ske|skall ske|sker)\b"),
    (
        "measure",
        r"\b(?:vi|kommunen|staden|kommun|stad|bolagen|nämnderna|verksamheterna) (?:ska|skall|kommer att)\b",
    ),
    ("measure", r"\b(?:ska|skall|kommer) (?:vi|kommunen|staden|kommun|nämnderna|bolagen|verksamheterna)\b"),
    ("measure", r"\b(?:så|därför) (?:gör|arbetar) (?:vi|kommunen)\b"),
)

# The columns of tables of commitments that are not called by such nouns.
COLUMNS: dict[str, tuple[str, ...]] = {
    "responsible": (
        r"vem(?: gör| ansvarar| är ansvarig)?",
        r"utförare",
        r"(?:huvud)?ansvar(?:ig|iga|et)?(?: \w+){0,2}",
        r"ansvars(?:instans|person|tagare|part|område|fördelning)",
        r"nämnd(?: bolag)?|förvaltning|sektor|enhet|aktör|organisation|part(?:er)?",
    ),
    "contributing": (
        r"samverkan(?: med)?|samarbets\w+|samverkanspart\w*|medverkande|i samverkan med|samarbete|berörda",
    ),
    "number": (r"nr|nummer|no|löpnr|id",),
    "measure": (
        r"(?:vi )?åtar (?:sig|oss)(?: att)?|uppgift(?:er)?|vad(?: ska göras| gör vi| görs)?|vad vi ska göra",
        r"hur|förslag|strategi|åtgärdsförslag|att göra",
    ),
    "focus_area": (r"område|målområde",),
}

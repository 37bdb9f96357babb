"""Which fields have a Swedish and an English text. History is registered here, after the fields exist."""

from modeltranslation.translator import TranslationOptions, translator

from strategies.history import keep_history
from strategies.models import (
    Committee,
    Decision,
    Definition,
    Footnote,
    Membership,
    Municipality,
    RelatedDocument,
    Section,
    SourceFile,
    Strategy,
)

TRANSLATED: dict[type, tuple[str, ...]] = {
    Municipality: ("name", "county_name"),
    Committee: ("name", "description"),
    Strategy: (
        "title",
        "subtitle",
        "summary",
        "applies_to",
        "target_group",
        "review",
        "evaluation",
        "publication",
    ),
    Section: ("title", "text", "plain", "signed_role"),
    Definition: ("term", "text", "plain"),
    Footnote: ("text",),
    RelatedDocument: ("title", "decision"),
}

for model, names in TRANSLATED.items():
    translator.register(model, type(f"{model.__name__}Translation", (TranslationOptions,), {"fields": names}))

for model in (*TRANSLATED, Decision, Membership, SourceFile):
    keep_history(model, app="strategies")

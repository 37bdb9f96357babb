"""Which fields have a Swedish and an English text. History is registered here, after the fields exist."""

from modeltranslation.translator import TranslationOptions, translator

from goals.models import Commitment, FocusArea, LongTermGoal, Measure, Responsibility, SubGoal, Theme
from strategies.history import keep_history

TRANSLATED: dict[type, tuple[str, ...]] = {
    Theme: ("name", "description"),
    Commitment: ("title", "text", "plain"),
}

for model, names in TRANSLATED.items():
    translator.register(model, type(f"{model.__name__}Translation", (TranslationOptions,), {"fields": names}))
for proxy in (FocusArea, LongTermGoal, SubGoal, Measure):
    translator.register(proxy, type(f"{proxy.__name__}Translation", (TranslationOptions,), {"fields": ()}))

keep_history(Commitment, app="goals", m2m_fields=[Commitment.themes.field])
keep_history(Theme, app="goals")
keep_history(Responsibility, app="goals")

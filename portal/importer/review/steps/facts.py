"""What a document says of itself as a whole, corrected: the rules and words are those of the columns."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.importer.recognising.answers.bodies import LONGEST_NAME, kind_of
from portal.importer.review.bodies import bodies_of, named_body
from portal.importer.review.facts import name_of_fact
from portal.importer.review.parts import Entry
from portal.importer.review.steps.step import Step, Taken
from portal.strategyfile.columns import columns, entry
from strategies.dates import PartialDate
from strategies.fields import RichTextField
from strategies.models import Decision, Footnote, RelatedDocument, Strategy
from strategies.models.municipality import CommitteeKind

NO_BODY = ""
EMPTY_DECISIONS = 2  # to write in, besides those there are
RICH = frozenset({"text", "plain"})


def form_field(column: Any, **options: Any) -> Any:
    """Give the form field of a column: long texts in three lines, rich text in the admin's editor."""
    if isinstance(column, RichTextField):
        options["widget"] = forms.Textarea(attrs={"rows": 4, "class": "richtext"})
    elif isinstance(column, models.TextField):
        options["widget"] = forms.Textarea(attrs={"rows": 3})
    elif isinstance(column, models.URLField):
        options["assume_scheme"] = "https"
    return column.formfield(**options)


class OfFileForm(forms.ModelForm):
    """A form for the Swedish columns of a row that is not stored, with what they are called in the portal."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take Django's options."""
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            bare = name.removesuffix("_sv")
            if bare != name:
                column: Any = self.instance._meta.get_field(bare)
                field.label = capfirst(str(column.verbose_name))
                field.required = not column.blank
                field.widget.attrs["lang"] = "sv"

    @property
    def as_entry(self) -> Entry:
        """Give what was written as an object of a strategy file, without what is empty."""
        return {key: _with_plain_ends(value) for key, value in entry(self.instance).items() if value}


class StrategyFactsForm(OfFileForm):
    """The facts that stand once in a document."""

    case_numbers = forms.CharField(
        required=False,
        label=_("Case numbers"),
        help_text=_("One on each line."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = Strategy
        fields = (
            *("title_sv", "subtitle_sv", "kind", "case_numbers", "valid_from", "valid_until", "until_further_notice"),
            *("replaces", "applies_to_sv", "target_group_sv", "review_sv", "evaluation_sv", "publication_sv"),
        )
        formfield_callback = form_field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take Django's options."""
        super().__init__(*args, **kwargs)
        self.initial["case_numbers"] = "\n".join(self.instance.case_numbers or [])

    def clean_case_numbers(self) -> list[str]:
        """Give the lines that hold something."""
        return [line.strip() for line in self.cleaned_data["case_numbers"].splitlines() if line.strip()]


class DecisionForm(OfFileForm):
    """A decision. Its body is one that is known, or one whose name is written."""

    body = forms.ChoiceField(required=False, label=_("Decided by"))
    other_body = forms.CharField(
        required=False,
        max_length=LONGEST_NAME,
        label=_("Another body"),
        help_text=_("Write its name if it is not in the list."),
        widget=forms.TextInput(attrs={"lang": "sv"}),
    )

    class Meta:
        model = Decision
        fields = ("kind", "date", "paragraph", "reference")
        formfield_callback = form_field

    field_order = ("kind", "body", "other_body", "date", "paragraph", "reference")

    def __init__(self, *args: Any, bodies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """Take Django's options, and the bodies as choices."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["body"]
        field.choices = [(NO_BODY, _("not known")), *bodies]


class RelatedDocumentForm(OfFileForm):
    """A document that this one points to."""

    class Meta:
        model = RelatedDocument
        fields = ("title_sv", "decision_sv", "url")
        formfield_callback = form_field


class FootnoteForm(OfFileForm):
    """A footnote, which keeps its number."""

    class Meta:
        model = Footnote
        fields = ("number", "text_sv")
        formfield_callback = form_field
        widgets = {"number": forms.HiddenInput}


class FactsForms:
    """All the forms of a document as a whole, filled in from a strategy file or from what was sent."""

    def __init__(self, data: Entry, own: Sequence[Entry], answers: Any = None) -> None:
        """Take the file, the municipality's `own` bodies, and what was sent, if anything was."""
        self.data, self.own = data, own
        bodies = [(body.slug, body.name) for body in bodies_of(data, own)]
        rows = {key: data.get(key, []) for key in ("decisions", "related_documents", "footnotes")}
        self.facts = StrategyFactsForm(answers, instance=Strategy(**columns(Strategy, data)), prefix="whole")
        self.decisions: Any = forms.formset_factory(DecisionForm, extra=EMPTY_DECISIONS, can_delete=True)(
            answers,
            initial=[_initial(Decision, row) | {"body": row.get("body", NO_BODY)} for row in rows["decisions"]],
            prefix="decisions",
            form_kwargs={"bodies": bodies},
        )
        self.related: Any = forms.formset_factory(RelatedDocumentForm, extra=1, can_delete=True)(
            answers, initial=[_initial(RelatedDocument, row) for row in rows["related_documents"]], prefix="related"
        )
        self.footnotes: Any = forms.formset_factory(FootnoteForm, extra=0, can_delete=True)(
            answers, initial=[_initial(Footnote, row) for row in rows["footnotes"]], prefix="footnotes"
        )

    @property
    def formsets(self) -> tuple[Any, ...]:
        """Give the forms that stand several times."""
        return self.decisions, self.related, self.footnotes

    def is_valid(self) -> bool:
        """Say whether all that was sent can be kept."""
        return all([self.facts.is_valid(), *(formset.is_valid() for formset in self.formsets)])

    @property
    def wrong(self) -> list[Any]:
        """Give the fields with an error, each with its own label and errors."""
        singles = [self.facts, *(form for formset in self.formsets for form in formset.forms)]
        return [field for form in singles for field in form if field.errors]

    def step(self) -> Entry:
        """Give what was written as a step: the values by their keys, and the bodies that decisions refer to."""
        bodies: list[Entry] = []
        facts = {key: self.facts.as_entry.get(key) for key in _keys(StrategyFactsForm)}
        facts["decisions"] = [self._decision(form, bodies) for form in _kept(self.decisions)]
        facts["related_documents"] = [form.as_entry for form in _kept(self.related)]
        facts["footnotes"] = [form.as_entry for form in _kept(self.footnotes)]
        return {"do": "facts", "uid": "", "facts": facts, "bodies": bodies}

    def _decision(self, form: Any, bodies: list[Entry]) -> Entry:
        name, slug = form.cleaned_data["other_body"], form.cleaned_data["body"]
        if name:
            known = {"committees": [*self.data.get("committees", []), *bodies]}
            body = named_body(known, self.own, name, kind_of(name) or str(CommitteeKind.COUNCIL))
        else:
            body = next((row for row in (*self.own, *self.data.get("committees", [])) if row["slug"] == slug), {})
        if not body:
            return dict(form.as_entry)
        bodies.append({key: body[key] for key in ("slug", "kind", "name")})
        written = form.as_entry
        return {"kind": written.pop("kind"), "body": body["slug"]} | written


def with_facts(data: Entry, facts: Entry, bodies: Iterable[Entry] = ()) -> Entry:
    """Give the file with the values of `facts` under their keys; what is empty leaves its key out.

    `bodies` are those that the decisions refer to: the ones that the file lacks are put in it. The marks of a footnote
    that is taken out go from all texts.
    """
    known = {row["slug"] for row in data.get("committees", [])}
    new = [body for body in bodies if body["slug"] not in known]
    committees = {"committees": [*data.get("committees", []), *new]} if new else {}
    whole = {key: value for key, value in (data | committees | facts).items() if value not in (None, "", [], False)}
    gone = _numbers(data) - _numbers(whole)
    return {key: _without_marks(value, gone) for key, value in whole.items()} if gone else whole


def _with_plain_ends(value: Any) -> Any:
    """Give a text, in all its languages, with line ends as the database has them; browsers send others."""
    if isinstance(value, dict):
        return {language: _with_plain_ends(text) for language, text in value.items()}
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _keys(form: type[OfFileForm]) -> tuple[str, ...]:
    return tuple(name.removesuffix("_sv") for name in form._meta.fields or ())


def _initial(model: Any, row: Entry) -> dict[str, Any]:
    values = columns(model, row)
    return {name: str(value) if isinstance(value, PartialDate) else value for name, value in values.items()}


def _kept(formset: Any) -> Iterator[Any]:
    """Give the forms that say something and are not to go."""
    for form in formset.forms:
        if form not in formset.deleted_forms and (form.has_changed() or form in formset.initial_forms):
            yield form


def _numbers(data: Entry) -> set[int]:
    return {note["number"] for note in data.get("footnotes", [])}


def _without_marks(value: Any, numbers: set[int], rich: bool = False) -> Any:
    if isinstance(value, dict):
        return {key: _without_marks(below, numbers, rich or key in RICH) for key, below in value.items()}
    if isinstance(value, list):
        return [_without_marks(below, numbers, rich) for below in value]
    if rich and isinstance(value, str):
        choices = "|".join(map(str, sorted(numbers)))
        return re.sub(rf'<a href="#footnote-(?:{choices})">[^<]*</a>', "", value)
    return value


def _told(before: Entry, after: Entry, taken: Taken) -> str:
    names = [str(capfirst(name_of_fact(key))) for key in taken["facts"] if before.get(key) != after.get(key)]
    return gettext("Corrected: %(facts)s.") % {"facts": ", ".join(names)}


STEPS = (Step("facts", _("other facts"), with_facts, _told, None),)

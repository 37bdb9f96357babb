"""What is asked when a document is uploaded, and when a review is saved."""

from itertools import count
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.importer.sentences.sources import sentence
from portal.importer.sources.fault import SourceError
from portal.importer.sources.safety import refuse_size
from portal.models import DocumentReview
from strategies.models import Municipality, Strategy
from strategies.models.strategy import RESERVED_SLUGS
from strategies.scoping import coordinates, editable_by, is_administrator

SLUG_FAULT = _("Use only letters a–z, digits and hyphens, for example “integrationsstrategi”.")


class GoalForm(forms.Form):
    """Where a document goes: into an edition that exists, or into a draft of a series."""

    into: Any = forms.ModelChoiceField(
        Strategy.objects.none(),
        required=False,
        label=_("Save in"),
        empty_label=_("a new draft"),
        help_text=_(
            "An edition that is already in the portal keeps its plain language, translations and "
            "responsibilities, and gets the adopted wording of the document."
        ),
    )
    slug = forms.CharField(required=False, max_length=80, label=_("Name in the address"))
    edition = forms.CharField(required=False, max_length=20, label=_("Edition"))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        """Take Django's options, and the person whose editions are offered."""
        super().__init__(*args, **kwargs)
        self.own = editable_by(Strategy.objects.select_related("municipality"), user)
        self._field("into").queryset = self.own

    def clean(self) -> dict[str, Any]:
        """Hold the names to the rules of the strategy's own columns."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        names = {name: cleaned[name] for name in ("slug", "edition") if cleaned.get(name)}
        try:
            Strategy(**names).clean_fields(exclude={field.name for field in Strategy._meta.fields} - set(names))
        except ValidationError as error:
            for name, errors in error.error_dict.items():
                self.add_error(name, SLUG_FAULT if name == "slug" else errors)
        if cleaned.get("slug") in RESERVED_SLUGS:
            self.add_error("slug", _("The portal needs this name for itself. Choose another."))
        return cleaned

    def _field(self, name: str) -> Any:
        return self.fields[name]


class ImportForm(GoalForm):
    """A document and whose it is. Where it goes is found in the document unless it is said."""

    document = forms.FileField(
        label=_("Document"),
        help_text=_("Word (docx), OpenDocument (odt), PDF, HTML, Markdown or plain text."),
        allow_empty_file=True,  # which the portal refuses in words of its own
    )
    municipality: Any = forms.ModelChoiceField(Municipality.objects.none(), label=_("Municipality"))
    field_order = ["document", "municipality", "into", "slug", "edition"]

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        """Take Django's options, and the person whose municipalities are offered."""
        super().__init__(*args, user=user, **kwargs)
        municipalities, own = Municipality.objects.order_by("name_sv"), coordinates(user)
        if not is_administrator(user):
            municipalities = municipalities.filter(pk__in=own)
        self._field("municipality").queryset = municipalities
        if len(own) == 1:
            self.fields["municipality"].initial = next(iter(own))
        for name in ("slug", "edition"):
            self.fields[name].help_text = _("Leave this empty to take it from the document. You can change it later.")

    def clean_document(self) -> Any:
        """Refuse a file that is empty or too large before it is read."""
        document = self.cleaned_data["document"]
        try:
            refuse_size(document.size)
        except SourceError as error:
            raise ValidationError(sentence(error)) from error
        return document

    def clean(self) -> dict[str, Any]:
        """Refuse an edition of another municipality than the one that was chosen."""
        cleaned = super().clean()
        into, municipality = cleaned.get("into"), cleaned.get("municipality")
        if into and municipality and into.municipality_id != municipality.pk:
            self.add_error("into", _("That edition belongs to another municipality. Choose one of %s.") % municipality)
        return cleaned


class SaveForm(GoalForm):
    """Where a review is saved."""

    def __init__(self, *args: Any, review: DocumentReview, user: Any, **kwargs: Any) -> None:
        """Take Django's options, the review, and the person who saves it."""
        file = review.as_corrected.file
        initial = {"into": review.into_id, "slug": file.get("slug"), "edition": file.get("edition")}
        super().__init__(*args, user=user, initial=initial, **kwargs)
        into = self._field("into")
        into.queryset = self.own.filter(municipality=review.municipality)
        into.label, into.empty_label = _("Edition"), _("choose an edition")
        into.help_text = _(
            "The edition will get the adopted wording of the document and keep its plain language, "
            "translations, roles and order. You will see what would change before anything is saved."
        )
        self.fields["slug"].help_text = _("The same for all editions, for example “integrationsstrategi”.")
        self.fields["edition"].help_text = _("Usually the year of the decision.")
        self._offer_a_free_edition()
        if self.errors:
            self._field(next(iter(self.errors))).widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        """Ask a new draft for its names, which no other edition has."""
        cleaned = super().clean()
        if cleaned.get("into") or self.errors:
            return cleaned
        if "compare" in self.data:
            self.add_error("into", _("Choose an edition."))
            return cleaned
        names = {name: cleaned[name] for name in ("slug", "edition")}
        for name, value in names.items():
            if not value:
                self.add_error(name, _("Write this for a new draft."))
        if all(names.values()) and self._field("into").queryset.filter(**names).exists():
            self.add_error(
                "edition", _("That edition exists. Choose another name, or choose to put the wording into it.")
            )
        return cleaned

    @property
    def has_editions(self) -> bool:
        """Say whether there is an edition to save in."""
        return bool(self._editions)

    @cached_property
    def _editions(self) -> dict[tuple[str, str], int]:
        """Give the editions of the municipality: their keys by address name and edition."""
        rows = self._field("into").queryset.values_list("slug", "edition", "pk")
        return {(slug, edition): key for slug, edition, key in rows}

    def _offer_a_free_edition(self) -> None:
        """Suggest an edition that the series does not have, and the one that it has for saving in."""
        slug, edition = self.initial["slug"], self.initial["edition"]
        there = self._editions.get((slug, edition))
        if there is None:
            return
        free = (f"{edition}-{number}" for number in count(2))
        self.initial["edition"] = next(name for name in free if (slug, name) not in self._editions)
        self.initial["into"] = self.initial["into"] or there
        taken = _(
            "Edition %s is already in the portal, so another name is suggested. To put the wording of"
            " the document into that edition, choose it under “In an edition that is already in the "
            "portal”."
        )
        self.fields["edition"].help_text = taken % edition

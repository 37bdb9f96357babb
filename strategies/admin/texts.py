"""Form fields and widgets for what editors write: plain text, rich text, and lists of one per line."""

from typing import Any

from django import forms
from django.db import models
from django.forms.widgets import Media, Script
from django.utils.translation import gettext_lazy as _

from strategies.fields import RichTextField
from strategies.richtext import clean


class TextFormField(forms.CharField):
    """Text of several lines. Browsers send line ends of their own, which would make every text look changed."""

    def to_python(self, value: Any) -> Any:
        """Give the text with the line ends that the database has."""
        value = super().to_python(value)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


class RichTextFormField(TextFormField):
    """Rich text, sanitised before anything judges it: markup without a word in it is no text."""

    def to_python(self, value: Any) -> Any:
        """Give the text as it would be stored."""
        value = super().to_python(value)
        return clean(value) if isinstance(value, str) else value


class RichTextWidget(forms.Textarea):
    """A box that static/js/admin-editor.js makes an editor of. Without JavaScript one writes the HTML itself."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Take HTML attributes for the box."""
        super().__init__({"class": "vLargeTextField richtext", "rows": 8} | (attrs or {}))

    @property
    def media(self) -> Media:
        """Name the script that starts the editors, and how they look."""
        editor: Any = Script("js/admin-editor.js", type="module")
        return Media(js=[editor], css={"all": ["css/admin-richtext.css"]})


class LinesFormField(forms.CharField):
    """A list of texts, edited one a line."""

    def __init__(self, **kwargs: Any) -> None:
        """Take Django's options of a form field."""
        defaults: dict[str, Any] = {
            "required": False,
            "widget": forms.Textarea(attrs={"rows": 3}),
            "help_text": _("One on each line."),
        }
        super().__init__(**(defaults | kwargs))

    def prepare_value(self, value: Any) -> Any:
        """Show a list as lines; what somebody has typed is shown as it is."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        """Give the lines that hold something."""
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def run_validators(self, value: list[str]) -> None:
        """Judge each line: Django’s rules are for texts, and find no NUL in a list."""
        for line in value:
            super().run_validators(line)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the lists, not how they were typed."""
        return not self.disabled and list(initial or []) != self.to_python(data)


# Django's ModelAdmin.formfield_overrides, for every admin of the portal.
TEXT_OVERRIDES: dict[type[models.Field], dict[str, Any]] = {
    models.TextField: {
        "form_class": TextFormField,
        "widget": forms.Textarea(attrs={"class": "vLargeTextField", "rows": 3}),
    },
    models.URLField: {"assume_scheme": "https"},
    RichTextField: {"form_class": RichTextFormField, "widget": RichTextWidget},
}

"""Pages of the admin as tests use them: addresses, and forms filled in as a browser would send them."""

from typing import Any

from django.urls import reverse


def address(model: Any, view: str, *args: Any) -> str:
    """Give the address of a page of a model's admin."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}", args=args)


def page_of(row: Any, view: str = "change") -> str:
    """Give the address of a page of a row."""
    return address(type(row), view, row.pk)


def filled(response: Any, **changes: Any) -> dict[str, Any]:
    """Give what a browser would post from the form on a page, with `changes` typed in; None leaves a value out."""
    forms = [response.context["adminform"].form]
    for inline in response.context.get("inline_admin_formsets") or []:
        forms += [inline.formset.management_form, *inline.formset.forms]
    sent = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                sent[field.html_name] = "on" if value is True else value
    return {name: value for name, value in (sent | changes).items() if value is not None}


def messages(response: Any) -> list[str]:
    """Give what the page tells the editor."""
    return [str(message) for message in response.context["messages"]]


def errors(response: Any) -> dict[str, list[str]]:
    """Give the errors of the form on a page, and of its inlines, by field."""
    found = dict(response.context["adminform"].form.errors)
    for inline in response.context.get("inline_admin_formsets") or []:
        for form in inline.formset.forms:
            found |= {f"{form.prefix}-{name}": texts for name, texts in form.errors.items()}
    return found

"""What templates need beside Django's own: texts that say their language, dates known in part, addresses."""

import json
from typing import Any

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from portal.reading.parts import TextView
from portal.site import addresses, sent_forms
from strategies.wording import Said, said

register = template.Library()

# A script element ends at "</script" whatever its type; none of these is needed unescaped in JSON.
JSON_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def text(shown: Said | Any, field: str = "") -> SafeString | str:
    """Write a short text; one in another language than the page's says so to screen readers and to the eye.

    Inputs: a Said, or a row and the name of its translated field.
    """
    if not isinstance(shown, Said):
        shown = said(shown, field, get_language() or "sv")
    if not shown.foreign:
        return shown.text
    return format_html(
        '<span lang="{}">{}</span> <span class="in-language">{}</span>',
        shown.language,
        shown.text,
        shown.mark,
    )


@register.inclusion_tag("components/prose.html")
def prose(view: TextView) -> dict[str, Any]:
    """Write a rich text with what the reader is told about its language and wording."""
    return {"view": view}


@register.simple_tag(takes_context=True)
def permanent(context: RequestContext, uid: str) -> str:
    """Give the lasting address of the text with that uid, in full; a file brings `full_address`, a page its request."""
    if full := context.get("full_address"):
        return str(full(reverse("permalink", args=[uid])))
    return addresses.permanent(uid, context.get("request"))


@register.simple_tag(takes_context=True)
def canonical(context: RequestContext) -> str:
    """Give the page's own address in full, without the reader's choices."""
    request = context["request"]
    return addresses.absolute(request.path, request)


@register.simple_tag(takes_context=True)
def sent_once(context: RequestContext) -> SafeString:
    """Write the field by which a form is saved once, however often it is sent."""
    sign = sent_forms.sign_for(context["request"].user)
    return format_html('<input type="hidden" name="{}" value="{}">', sent_forms.FIELD, sign)


@register.simple_tag
def json_ld(described: dict[str, Any]) -> SafeString:
    """Write structured data for machines, as a data block that no policy for scripts concerns."""
    content = json.dumps(described, ensure_ascii=False).translate(JSON_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{content}</script>')  # noqa: S308 — escaped just above

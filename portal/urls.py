"""The URL map of the whole site. Paths are translated; the names of municipalities, strategies and bodies are not."""

from allauth.account import views as account
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path, register_converter
from django.utils.translation import gettext_lazy as _

from portal.opendata.sitemap import SITEMAPS
from portal.pages import views
from portal.site import accounts, errors
from portal.site.addresses import EditionConverter, UidConverter

register_converter(UidConverter, "uid")
register_converter(EditionConverter, "edition")

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler429 = errors.too_many_requests  # django-allauth asks for it
handler404 = errors.page_not_found
handler500 = errors.server_error

strategy_paths = [
    path("", views.strategy, name="strategy"),
    path("<uid:uid>/", views.commitment, name="commitment"),
    path("<edition:edition>/", views.strategy, name="edition"),
    path("<edition:edition>/<uid:uid>/", views.commitment, name="commitment_of_edition"),
    path(_("download/<slug:extension>/"), views.download, name="download"),
    path(_("<edition:edition>/download/<slug:extension>/"), views.download, name="download_of_edition"),
    path(_("original/<int:key>/"), views.source_file, name="source_file"),
]

account_paths = [
    path(_("sign-in/"), account.login, name="account_login"),
    path(_("sign-out/"), account.logout, name="account_logout"),
    path(_("sign-up/"), account.signup, name="account_signup"),
    path(_("signed-in/"), accounts.after_sign_in, name="after_sign_in"),
    path(_("password/"), account.password_change, name="account_change_password"),
    path(_("password/set/"), account.password_set, name="account_set_password"),
    path(_("password/forgotten/"), account.password_reset, name="account_reset_password"),
    path(_("password/forgotten/sent/"), account.password_reset_done, name="account_reset_password_done"),
    path(_("password/new/done/"), account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    # allauth writes the two parts of the link with a hyphen between them, and the key has hyphens of its own.
    re_path(
        _(r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"),
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(_("inactive/"), account.account_inactive, name="account_inactive"),
    path(_("confirm/"), account.reauthenticate, name="account_reauthenticate"),
]

urlpatterns = [
    path("", views.language_chosen),
    path("p/<uid:uid>", views.permalink, name="permalink"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    *i18n_patterns(
        path("", views.home, name="home"),
        path(_("municipalities/"), views.municipalities, name="municipalities"),
        path(_("municipalities/<slug:municipality>/"), views.municipality, name="municipality"),
        path(
            _("municipalities/<slug:municipality>/committees/<slug:committee>/"),
            views.committee,
            name="committee",
        ),
        path(_("municipalities/<slug:municipality>/<slug:strategy>/"), include(strategy_paths)),
        path(_("themes/"), views.themes, name="themes"),
        path(_("themes/<slug:slug>/"), views.theme, name="theme"),
        path(_("glossary/"), views.glossary, name="glossary"),
        path(_("about/"), views.about, name="about"),
        path(_("accessibility/"), views.accessibility, name="accessibility"),
        path(_("account/"), include(account_paths)),
    ),
]

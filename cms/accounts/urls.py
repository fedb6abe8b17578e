"""Addresses of one's own account, below its own word in each language."""

from django.urls import path

from cms.accounts import views
from cms.core.addresses import translated_path

app_name = "accounts"

urlpatterns = [
    path(
        translated_path(sl="prijava/", it="accedi/", en="sign-in/"),
        views.SignInView.as_view(),
        name="sign_in",
    ),
    path(
        translated_path(sl="registracija/", it="registrati/", en="sign-up/"),
        views.SignUpView.as_view(),
        name="sign_up",
    ),
    path(
        translated_path(
            sl="prijava-po-posti/", it="accedi-per-posta/", en="sign-in-by-mail/"
        ),
        views.MailLinkWishView.as_view(),
        name="mail_link_wish",
    ),
    path(
        translated_path(
            sl="prijava-po-posti/poslano/",
            it="accedi-per-posta/inviato/",
            en="sign-in-by-mail/sent/",
        ),
        views.MailLinkSentView.as_view(),
        name="mail_link_sent",
    ),
    path(
        translated_path(
            sl="povezava/<str:token>/", it="link/<str:token>/", en="link/<str:token>/"
        ),
        views.MailLinkView.as_view(),
        name="mail_link",
    ),
    path(
        translated_path(
            sl="konec-zastopanja/", it="fine-impersonazione/", en="stop-acting/"
        ),
        views.StopActingView.as_view(),
        name="stop_acting",
    ),
    path(
        translated_path(
            sl="profil/moji-podatki/", it="profilo/miei-dati/", en="profile/my-data/"
        ),
        views.OwnDataView.as_view(),
        name="own_data",
    ),
    path(
        translated_path(
            sl="profil/izbris/", it="profilo/cancellazione/", en="profile/erase/"
        ),
        views.EraseView.as_view(),
        name="erase",
    ),
    path(
        translated_path(sl="odjava/", it="esci/", en="sign-out/"),
        views.SignOutView.as_view(),
        name="sign_out",
    ),
    path(
        translated_path(sl="profil/", it="profilo/", en="profile/"),
        views.ProfileView.as_view(),
        name="profile",
    ),
    path(
        translated_path(
            sl="profil/geslo/", it="profilo/password/", en="profile/password/"
        ),
        views.PasswordChangeView.as_view(),
        name="password_change",
    ),
    path(
        translated_path(sl="novo-geslo/", it="nuova-password/", en="new-password/"),
        views.PasswordResetView.as_view(),
        name="password_reset",
    ),
    path(
        translated_path(
            sl="novo-geslo/poslano/",
            it="nuova-password/inviata/",
            en="new-password/sent/",
        ),
        views.PasswordResetSentView.as_view(),
        name="password_reset_sent",
    ),
    path(
        translated_path(
            sl="novo-geslo/<uidb64>/<token>/",
            it="nuova-password/<uidb64>/<token>/",
            en="new-password/<uidb64>/<token>/",
        ),
        views.PasswordResetConfirmView.as_view(),
        name="password_reset_confirm",
    ),
]

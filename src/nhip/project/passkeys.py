"""The library's forms for security keys, with a label that can be translated: its own comes from the field's name."""

from __future__ import annotations

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _lazy


class AddKeyForm(AddWebAuthnForm):
    name = forms.CharField(label=_lazy("Name"), max_length=100, required=False)


class EditKeyForm(EditWebAuthnForm):
    name = forms.CharField(label=_lazy("Name"), max_length=100)

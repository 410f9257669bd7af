"""`nhip account`: open, close and reopen accounts, give roles, new passwords. Done by whoever runs the machine."""

from __future__ import annotations

import argparse
import getpass
import secrets
import sys
from collections.abc import Sequence
from datetime import date

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from nhip.agencies.actions import accounts
from nhip.agencies.models.accounts import Account
from nhip.agencies.permits import roles
from nhip.agencies.queries import units
from nhip.agencies.queries.accounts import account_by_email, appointments_of
from nhip.journal import actions as journal
from nhip.journal.actors import Machine


def main(arguments: Sequence[str]) -> int:
    """0 when done, 1 with the reason when refused."""
    asked = _parser().parse_args(arguments)
    actor = Machine(f"dòng lệnh, {getpass.getuser()}")
    try:
        return int(asked.deed(actor, asked))
    except ValidationError as error:
        print("nhip account: " + " ".join(error.messages), file=sys.stderr)
    except LookupError as error:
        print(f"nhip account: không có {error.args[0]}.", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nhip account", description="Tài khoản và vai trò.")
    deeds = parser.add_subparsers(required=True, metavar="VIỆC")

    def deed(name: str, act: object, text: str, *, email: bool = True) -> argparse.ArgumentParser:
        one = deeds.add_parser(name, help=text, description=text)
        one.set_defaults(deed=act)
        if email:
            one.add_argument("email")
            one.add_argument("--ground", default="Dòng lệnh", help="căn cứ ghi vào nhật ký")
        return one

    add = deed("add", _add, "mở tài khoản; mật khẩu tạm được in ra một lần")
    add.add_argument("name", help="họ và tên")
    _role_options(add, required=False)
    add.add_argument("--no-password", action="store_true", help="chỉ đăng nhập qua OpenID Connect")
    _role_options(deed("appoint", _appoint, "giao vai trò"), required=True)
    deed("password", _password, "cấp mật khẩu tạm mới, in ra một lần")
    deed("drop-factors", _drop_factors, "gỡ mọi lớp xác thực thứ hai của người mất thiết bị")
    deed("close", _close, "khóa tài khoản")
    deed("reopen", _reopen, "mở lại tài khoản")
    deed("list", _list, "liệt kê tài khoản và vai trò", email=False)
    return parser


def _role_options(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument("--role", choices=[role.code for role in roles()], required=required)
    parser.add_argument("--unit", help='tên đơn vị ("Sở Công Thương tỉnh Lạng Sơn"), hoặc mã: lang-son/so-cong-thuong')
    parser.add_argument("--since", type=date.fromisoformat, default=None, metavar="NĂM-THÁNG-NGÀY")
    parser.add_argument("--until", type=date.fromisoformat, default=None, metavar="NĂM-THÁNG-NGÀY")


def _unit(wanted: str | None) -> int | None:
    """The row of the unit meant, by its key or by a name that only one unit bears today. Raises LookupError."""
    if wanted is None:
        return None
    meant = units.resolve(None, wanted, timezone.localdate()).only
    row = units.row_of(None, wanted) or (units.row_of(None, meant.unit) if meant is not None else None)
    if row is None:
        raise LookupError(f"đơn vị nào là “{wanted}”, hoặc có nhiều đơn vị như vậy; hãy ghi đủ tên và địa phương")
    return int(row.pk)


def _found(email: str) -> Account:
    account = account_by_email(email)
    if account is None:
        raise LookupError(f"tài khoản {email}")
    return account


def _add(actor: Machine, asked: argparse.Namespace) -> int:
    password = None if asked.no_password else secrets.token_urlsafe(12)
    unit = _unit(asked.unit)  # before anything is opened
    account = accounts.open_account(actor, email=asked.email, name=asked.name, password=password, ground=asked.ground)
    if asked.role:
        _give(actor, account, asked, unit)
    print(f"Đã mở tài khoản {account.email}.")
    if password:
        print(f"Mật khẩu tạm: {password}")
    return 0


def _give(actor: Machine, account: Account, asked: argparse.Namespace, unit: int | None) -> None:
    since = asked.since or timezone.localdate()
    accounts.appoint(actor, account, role=asked.role, unit=unit, since=since, until=asked.until, decision=asked.ground)


def _appoint(actor: Machine, asked: argparse.Namespace) -> int:
    _give(actor, _found(asked.email), asked, _unit(asked.unit))
    print("Đã giao vai trò.")
    return 0


def _password(actor: Machine, asked: argparse.Namespace) -> int:
    password = secrets.token_urlsafe(12)
    accounts.set_password(actor, _found(asked.email), password, ground=asked.ground)
    print(f"Mật khẩu tạm: {password}")
    return 0


@transaction.atomic
def _drop_factors(actor: Machine, asked: argparse.Namespace) -> int:
    """A lost phone: whoever runs the machine has seen that it is the right person."""
    account = _found(asked.email)
    held = Authenticator.objects.filter(user=account)
    kinds = sorted(held.values_list("type", flat=True))
    if not kinds:
        print("Tài khoản này chưa cài lớp xác thực thứ hai.")
        return 0
    held.delete()
    journal.write(actor, "accounts.drop_factors", account, asked.ground, {"kind": kinds})
    print("Đã gỡ. Lần đăng nhập sau, người này cài lại.")
    return 0


def _close(actor: Machine, asked: argparse.Namespace) -> int:
    accounts.close_account(actor, _found(asked.email), ground=asked.ground)
    print("Đã khóa tài khoản.")
    return 0


def _reopen(actor: Machine, asked: argparse.Namespace) -> int:
    accounts.reopen_account(actor, _found(asked.email), ground=asked.ground)
    print("Đã mở lại tài khoản.")
    return 0


def _list(_actor: Machine, _asked: argparse.Namespace) -> int:
    names = {role.code: role.name for role in roles()}
    for account in Account.objects.order_by("email"):
        held = ", ".join(names.get(one.role, one.role) for one in appointments_of(account, timezone.localdate()))
        print(f"{account.email}\t{account.name}\t{'đang dùng' if account.is_active else 'đã khóa'}\t{held}")
    return 0

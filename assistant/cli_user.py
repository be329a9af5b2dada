"""The command that manages who may log in: `assistant user`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from assistant.access.users import MIN_PASSWORD, Users, users_of
from assistant.cli_context import DataDir, settings_of
from assistant.errors import AccessError
from assistant.terminal import reported, say, say_json, stderr

Name = Annotated[str, typer.Argument(help="用户名。")]
FromStdin = Annotated[bool, typer.Option("--password-stdin", help="从标准输入读取密码，供脚本使用。")]

user_app = typer.Typer(name="user", help="管理登录用户：对外提供页面和接口时必须登录。", no_args_is_help=True)


@user_app.command(help="添加用户。")
def add(context: typer.Context, name: Name, from_stdin: FromStdin = False, data_dir: DataDir = None) -> None:
    """Add a user."""
    with reported():
        _users(context, data_dir).add(name, _password(name, from_stdin))
    _done(f"已添加用户“{name}”。")


@user_app.command(help="修改密码；该用户已登录的会话随即失效。")
def password(context: typer.Context, name: Name, from_stdin: FromStdin = False, data_dir: DataDir = None) -> None:
    """Set another password."""
    with reported():
        _users(context, data_dir).change_password(name, _password(name, from_stdin))
    _done(f"已修改“{name}”的密码，原有登录已失效。")


@user_app.command(help="删除用户，连同其登录与令牌。")
def remove(context: typer.Context, name: Name, data_dir: DataDir = None) -> None:
    """Take a user out."""
    with reported():
        _users(context, data_dir).remove(name)
    _done(f"已删除用户“{name}”。")


@user_app.command(name="list", help="列出用户。")
def list_(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,
    data_dir: DataDir = None,
) -> None:
    """List the users, and whether programs may come in as them."""
    with reported():
        users = _users(context, data_dir)
        rows = [(name, users.has_token(name)) for name in users.names()]
    if as_json:
        say_json([{"name": name, "token": has_token} for name, has_token in rows])
    else:
        for name, has_token in rows:
            say(f"{name}（有令牌）" if has_token else name)


@user_app.command(help="生成接口令牌，只显示一次；原有令牌随即失效。")
def token(
    context: typer.Context,
    name: Name,
    revoke: Annotated[bool, typer.Option("--revoke", help="只作废，不生成新的。")] = False,
    data_dir: DataDir = None,
) -> None:
    """Give a user's programs a token, or take it away."""
    with reported():
        users = _users(context, data_dir)
        if revoke:
            users.revoke_token(name)
            _done(f"已作废“{name}”的令牌。")
        else:
            say(users.give_token(name))
            _done("请妥善保存：令牌不再显示，系统只留存其摘要。")


def _users(context: typer.Context, data_dir: DataDir) -> Users:
    return users_of(settings_of(context, data_dir))


def _password(name: str, from_stdin: bool) -> str:
    """Asked for twice at a terminal; of a script, the first line of stdin. Never an argument, which `ps` would show.

    Raises AccessError where there is no terminal to ask at.
    """
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise AccessError(
            "no terminal to ask for a password at", message_zh="没有终端可供输入密码，请用 --password-stdin。"
        )
    words = f"{name} 的密码（至少 {MIN_PASSWORD} 个字符）"
    return str(typer.prompt(words, hide_input=True, confirmation_prompt="再输入一次", err=True))


def _done(words: str) -> None:
    stderr().print(words, markup=False)

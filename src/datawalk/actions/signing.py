"""Signing in and out as the host."""

from hmac import compare_digest
from secrets import token_hex

from datawalk.actions.rights import NotAllowed, Principal, open_sign_in, require_host, sign_ins_of
from datawalk.actions.tokens import new_token, secret_of
from datawalk.domain.signins import SignIn
from datawalk.settings import host_key_hash, server_run
from datawalk.store.collected import Collected, happened


def sign_in(principal: Principal, store: Collected, *, key: str) -> tuple[SignIn, str]:
    """A new sign-in and its token, which its browser alone holds, for whoever knows the host key.

    Raises NotAllowed for another key, and where this server has none; MachineProblem.
    """
    wanted = host_key_hash()
    if not wanted or not compare_digest(secret_of(key.strip()), wanted):
        raise NotAllowed("This is not the host key.", remedy="Look where 'datawalk serve' was started.")
    token, id = new_token(), token_hex(4)
    data = {"secret": secret_of(token), "run": server_run()}
    happened(store, by=f"host {id}", kind="signed_in", id=id, data=data)
    return sign_ins_of(store.recorded())[id], token


def sign_out(principal: Principal, store: Collected) -> None:
    """End the sign-in of whoever asks, on all its open pages. Raises NotAllowed, MachineProblem."""
    require_host(principal, store)
    own = open_sign_in(sign_ins_of(store.recorded()).values(), principal.token)
    if own:
        happened(store, by=principal.name, kind="signed_out", id=own.id)


def end_sign_in(principal: Principal, store: Collected, id: str) -> None:
    """End any sign-in, such as one on a computer left behind. Raises NotAllowed, MachineProblem."""
    require_host(principal, store)
    if id in sign_ins_of(store.recorded()):
        happened(store, by=principal.name, kind="signed_out", id=id)


def form_secret(token: str) -> str:
    """What a form holds to show that the page it stands on knew its browser's cookie."""
    return secret_of(f"form {token}")


def refuse_sign_in(store: Collected) -> None:
    """Store that somebody tried another key; nothing is stored of who, nor of what was tried."""
    happened(store, by="anybody", kind="sign_in_refused", id="key")

"""Asking ClinicalTrials.gov: in one request where it can be, at one request a second, patient but not endlessly."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

from alktui import __version__
from alktui.errors import InputRefused, RegistryTrouble
from alktui.plain import shown
from alktui.registry.source import read_json
from alktui.registry.study import FIELDS, Page, partial_date, read_page

BASE_URL = "https://clinicaltrials.gov/api/v2"
PAGE_SIZE = 100
IDS_PER_REQUEST = 100
MOST_PAGES = 50
MOST_BYTES = 32 * 1024 * 1024
"""Of all answers of one client together, unpacked: the trials of the catalogue take less than one."""
MOST_SECONDS = 600.0
"""Of one client in all, whatever the registry sends meanwhile, and however slowly."""
MOST_REDIRECTS = 5
ENCODINGS = ("", "identity", "gzip")
"""How an answer may be packed; one that is packed twice can unpack to a million times its size."""
ATTEMPTS = 4
PAUSE = 1.0
"""Seconds between two requests: no limit is published, and none is needed."""
LONGEST_WAIT = 60.0
"""Seconds; a server that asks for more is left alone."""
TIMEOUT = 30.0
LONGEST_CONNECT = 10.0
WITHOUT_NETWORK = (
    "What was stored stays. Without a network: save what `alktui trials refresh --print-url` names, "
    "then `alktui trials import FILE`"
)


class _Again(Exception):
    """A request that may succeed when repeated.

    Args:
        after: what the server asked to wait, in seconds.
        most: how many attempts are worth it.
    """

    def __init__(self, reason: str, after: float | None = None, most: int = ATTEMPTS) -> None:
        super().__init__(reason)
        self.after = after
        self.most = most


def base_url(named: str | None = None) -> str:
    """Where the registry is asked: as named, as ALKTUI_REGISTRY_URL says, or ClinicalTrials.gov itself.

    Raises:
        InputRefused: it is no web address.
    """
    address = (named or os.environ.get("ALKTUI_REGISTRY_URL") or BASE_URL).strip().rstrip("/")
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        host.encode("idna")  # as it is looked up
        fits = parts.scheme in ("http", "https") and bool(host) and parts.port != 0 and not parts.query and not parts.fragment
        fits = fits and address.isprintable() and " " not in address
    except ValueError:
        fits = False
    if not fits:
        raise InputRefused(
            f"{shown(address)} is no address of a registry", f"For example {BASE_URL}", field="base-url", typed=address
        )
    return address


def addresses(ids: Sequence[str], base: str) -> tuple[str, ...]:
    """The addresses that answer for these trials, for someone who opens them elsewhere and carries the answers here."""
    return tuple(f"{base}/studies?{urlencode(_question(group))}" for group in _groups(ids))


class RegistryClient:
    """A registry that is asked for studies; use it as a context.

    Args:
        base: its address, as `base_url` gives it.
        timeout: seconds that a connection or an answer may stand still.
        pause: seconds between two requests.
        within: seconds that all questions together may take.
        wait, clock: how time passes; a test passes it faster.
    """

    def __init__(
        self,
        base: str,
        *,
        timeout: float = TIMEOUT,
        pause: float = PAUSE,
        within: float = MOST_SECONDS,
        wait: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        import httpx  # noqa: PLC0415 - a fifth of a second, for the only command that needs it

        self.base = base
        self._pause, self._wait, self._clock = pause, wait, clock
        self._next = clock()
        self._left = MOST_BYTES
        self._is_over = threading.Event()
        self._within = within
        self._end: threading.Timer | None = None
        try:
            self._http = httpx.Client(
                timeout=httpx.Timeout(timeout, connect=min(timeout, LONGEST_CONNECT)),
                follow_redirects=False,
                headers={"Accept": "application/json", "Accept-Encoding": "gzip", "User-Agent": f"alktui/{__version__}"},
            )
        except (ImportError, ValueError, OSError, httpx.InvalidURL) as trouble:
            problem = f"the proxy or certificates named in the environment cannot be used ({trouble})"
            raise RegistryTrouble(problem, "Correct HTTPS_PROXY, ALL_PROXY or SSL_CERT_FILE") from trouble

    def __enter__(self) -> Self:
        # Of its own thread, since a header that drips is waited for where nothing else is looked at.
        self._end = threading.Timer(self._within, self._break_off)
        self._end.daemon = True
        self._end.start()
        return self

    def _break_off(self) -> None:
        self._is_over.set()
        with suppress(Exception):  # it may be in the middle of anything
            self._http.close()

    def __exit__(self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None) -> None:
        if self._end is not None:
            self._end.cancel()
        self._http.close()

    def data_date(self) -> str:
        """The day of the registry's data (yyyy-mm-dd), empty where it does not say.

        Raises:
            RegistryTrouble: it cannot be asked.
        """
        answer = self._ask("/version", {})
        stamp = answer.get("dataTimestamp") if isinstance(answer, dict) else None
        return partial_date(stamp if isinstance(stamp, str) else None)

    def pages(self, ids: Sequence[str]) -> Iterator[Page]:
        """Page after page of the studies with these numbers, numbers they had before included.

        An empty page may be followed by others; only a missing token ends them.

        Raises:
            RegistryTrouble: it cannot be asked; the pages given before stand.
        """
        for group in _groups(ids):
            token: str | None = None
            seen: set[str] = set()
            while True:
                page = read_page(self._ask("/studies", _question(group) | ({"pageToken": token} if token else {})))
                if page is None:
                    raise RegistryTrouble(f"{self._name} gave an answer that holds no studies", "Check the address")
                yield page
                token = page.next_token
                if token is None:
                    break
                if token in seen or len(seen) >= MOST_PAGES:
                    raise RegistryTrouble(f"{self._name} gives pages without end", "Try again later")
                seen.add(token)

    @property
    def _name(self) -> str:
        return urlsplit(self.base).hostname or self.base

    def _ask(self, path: str, question: dict[str, str]) -> Any:  # noqa: ANN401 - any JSON value
        for attempt in range(1, ATTEMPTS + 1):
            self._keep_pace()
            try:
                return self._ask_once(path, question)
            except _Again as again:
                if self._is_over.is_set():
                    problem = f"{self._name} takes longer than {self._within:.0f} s in all"
                    raise RegistryTrouble(problem, WITHOUT_NETWORK) from again
                if attempt >= again.most:
                    raise RegistryTrouble(f"{self._name} {again}", WITHOUT_NETWORK) from again
                delay = again.after if again.after is not None else 2.0 ** (attempt - 1)
                if delay > LONGEST_WAIT:
                    raise RegistryTrouble(f"{self._name} asks to wait {delay:.0f} s", "Try again then") from again
                self._wait(delay)
        raise AssertionError  # the last attempt returns or raises

    def _keep_pace(self) -> None:
        if (early := self._next - self._clock()) > 0:
            self._wait(early)
        self._next = self._clock() + self._pause

    def _ask_once(self, path: str, question: dict[str, str]) -> Any:  # noqa: ANN401 - any JSON value
        import httpx  # noqa: PLC0415 - loaded already

        try:
            content = self._answer(f"{self.base}{path}?{urlencode(question)}" if question else f"{self.base}{path}")
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as trouble:
            raise _Again(f"cannot be reached ({str(trouble) or 'no answer'})", most=2) from trouble
        except httpx.TimeoutException:
            raise _Again("does not answer in time") from None
        except httpx.TransportError as trouble:
            raise _Again(f"breaks off ({str(trouble) or type(trouble).__name__})") from trouble
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as trouble:
            raise RegistryTrouble(f"{self._name} cannot be asked ({trouble})", "Check the address") from trouble
        except RuntimeError:  # the client was closed meanwhile
            if not self._is_over.is_set():
                raise
            raise _Again("breaks off") from None
        try:
            return read_json(content)
        except ValueError:
            raise _Again("gave an answer that is not whole JSON") from None

    def _answer(self, address: str) -> bytes:
        """The body of an answer; where the registry sends on to another address of its own, of that one."""
        for _ in range(MOST_REDIRECTS + 1):
            with self._http.stream("GET", address) as response:
                if response.next_request is None:
                    self._refuse(response)
                    return self._read(response)
                address = self._own_address(response.next_request.url)
        raise RegistryTrouble(f"{self._name} sends in circles", "Check the address")

    def _own_address(self, url: Any) -> str:  # noqa: ANN401 - httpx is imported late
        """An address that the registry sends on to; none of another host, and none that is less secret."""
        base = urlsplit(self.base)
        is_encrypted = url.scheme == "https"
        if base.scheme == "https" and not is_encrypted:
            raise RegistryTrouble(f"{self._name} sends to an address that is not encrypted", "Check the address")
        is_same_port = (url.port or None) == base.port or (is_encrypted and base.scheme == "http")
        if url.host != (base.hostname or "") or not is_same_port:
            problem = f"{self._name} sends to another host, {shown(url.host)}"
            raise RegistryTrouble(problem, "Name that one with --base-url, if it is to be asked")
        return str(url)

    def _refuse(self, response: Any) -> None:  # noqa: ANN401 - httpx is imported late
        code = response.status_code
        if code == HTTPStatus.TOO_MANY_REQUESTS or code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise _Again(f"answers {code} again and again", _seconds(response.headers.get("retry-after", "")))
        if code == HTTPStatus.NOT_FOUND:
            raise RegistryTrouble(f"{self._name} has nothing at {response.url.path}", "Check the address")
        if code != HTTPStatus.OK:
            raise RegistryTrouble(f"{self._name} refuses the question ({code})", "Check the address or the proxy")
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            hint = "Something between here and the registry may have answered; check the address or the proxy"
            raise RegistryTrouble(f"{self._name} answers with {shown(kind or 'no type')} instead of JSON", hint)

    def _read(self, response: Any) -> bytes:  # noqa: ANN401 - httpx is imported late
        if (packed := response.headers.get("content-encoding", "").strip().lower()) not in ENCODINGS:
            raise RegistryTrouble(f"{self._name} packs its answer as {shown(packed)}", "Check the address or the proxy")
        content = bytearray()
        for part in response.iter_bytes():
            self._left -= len(part)
            if self._left < 0:
                raise RegistryTrouble(f"{self._name} gives more than {MOST_BYTES // 2**20} MB", "Check the address")
            content += part
        return bytes(content)


def _question(ids: Sequence[str]) -> dict[str, str]:
    # Never query.id or query.term: a query made only of numbers makes the registry ignore filters.
    return {"filter.ids": "|".join(ids), "fields": "|".join(FIELDS), "pageSize": str(PAGE_SIZE)}


def _groups(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), IDS_PER_REQUEST):
        yield ids[start : start + IDS_PER_REQUEST]


def _seconds(text: str) -> float | None:
    """What Retry-After asks for: seconds, or a moment; None where it says nothing."""
    if text.strip().isdigit() and text.isascii():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (TypeError, ValueError, OverflowError, IndexError):
        return None

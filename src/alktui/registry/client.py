"""Asking ClinicalTrials.gov: in one request where it can be, at one request a second, patient but not endlessly."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from types import TracebackType
from typing import Any, NoReturn, Self
from urllib.parse import urlencode, urlsplit

from alktui import __version__
from alktui.errors import InputRefused, RegistryTrouble
from alktui.plain import shown
from alktui.registry.study import FIELDS, Page, partial_date, read_page

BASE_URL = "https://clinicaltrials.gov/api/v2"
PAGE_SIZE = 100
IDS_PER_REQUEST = 100
MOST_PAGES = 50
MOST_BYTES = 32 * 1024 * 1024
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
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query and not parts.fragment
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
        wait, clock: how time passes; a test passes it faster.
    """

    def __init__(
        self,
        base: str,
        *,
        timeout: float = TIMEOUT,
        pause: float = PAUSE,
        wait: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        import httpx  # noqa: PLC0415 - a fifth of a second, for the only command that needs it

        self.base = base
        self._pause, self._wait, self._clock = pause, wait, clock
        self._next = clock()
        try:
            self._http = httpx.Client(
                timeout=httpx.Timeout(timeout, connect=min(timeout, LONGEST_CONNECT)),
                follow_redirects=True,
                max_redirects=5,
                headers={"Accept": "application/json", "User-Agent": f"alktui/{__version__}"},
            )
        except (ImportError, ValueError, OSError, httpx.InvalidURL) as trouble:
            problem = f"the proxy or certificates named in the environment cannot be used ({trouble})"
            raise RegistryTrouble(problem, "Correct HTTPS_PROXY, ALL_PROXY or SSL_CERT_FILE") from trouble

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None) -> None:
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
            with self._http.stream("GET", f"{self.base}{path}", params=question) as response:
                self._refuse(response)
                content = self._read(response)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as trouble:
            raise _Again(f"cannot be reached ({str(trouble) or 'no answer'})", most=2) from trouble
        except httpx.TimeoutException:
            raise _Again("does not answer in time") from None
        except httpx.TooManyRedirects:
            raise RegistryTrouble(f"{self._name} sends in circles", "Check the address") from None
        except httpx.TransportError as trouble:
            raise _Again(f"breaks off ({str(trouble) or type(trouble).__name__})") from trouble
        except (httpx.HTTPError, httpx.InvalidURL) as trouble:
            raise RegistryTrouble(f"{self._name} cannot be asked ({trouble})", "Check the address") from trouble
        try:
            return json.loads(content)
        except (ValueError, RecursionError):
            raise _Again("gave an answer that is not whole JSON") from None

    def _refuse(self, response: Any) -> None:  # noqa: ANN401 - httpx is imported late
        code = response.status_code
        if urlsplit(self.base).scheme == "https" and response.url.scheme != "https":
            raise RegistryTrouble(f"{self._name} sends to an address that is not encrypted", "Check the address")
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
        content = bytearray()
        for part in response.iter_bytes():
            content += part
            if len(content) > MOST_BYTES:
                self._give_up_on_size()
        return bytes(content)

    def _give_up_on_size(self) -> NoReturn:
        raise RegistryTrouble(f"{self._name} gives more than {MOST_BYTES // 2**20} MB", "Check the address")


def _question(ids: Sequence[str]) -> dict[str, str]:
    # Never query.id or query.term: a query made only of numbers makes the registry ignore filters.
    return {"filter.ids": "|".join(ids), "fields": "|".join(FIELDS), "pageSize": str(PAGE_SIZE)}


def _groups(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), IDS_PER_REQUEST):
        yield ids[start : start + IDS_PER_REQUEST]


def _seconds(text: str) -> float | None:
    """What Retry-After asks for: seconds, or a moment; None where it says nothing."""
    if text.strip().isdigit():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (TypeError, ValueError):
        return None

"""Texts that break programs, and requests that carry them in every place where a client can put one."""

import io
from urllib.parse import quote, unquote_to_bytes

from tests.contract.document import ROOT, Answer

# As they stand in an address: percent-encoded, and some wrongly.
WRONG_ENCODINGS = [
    "%", "%%", "%2", "%zz", "%u0041", "%00", "a%00b", "%ff", "%c0%80", "%c0%af", "%e2%82", "%ed%a0%80",
    "%ed%b0%80", "%f5%80%80%80", "%EF%BB%BF", "%252e%252e%252f", "%25", "%2500", "+", "%0d%0aSet-Cookie:a=b",
    "%0a", "%09", "%7f", "%C2%85", "%E2%80%A8", "&", "&&", "=", "==", "&=&", ";", "a;b=c", "#", "?", "??",
]  # fmt: skip

TEXTS = [
    # nothing, space, quotes, punctuation
    "", " ", "\t", "\n", "\u00a0", "\u3000", "'", '"', "''", '""', "\\", "\\'", "`", "*", "**", "-",
    "--", "_",
    ".", "..", ",", ",,", "a,,b", ",a", "(", ")", "((((", "))))", "()", "[]", "{}", "<>", "!", "?!",
    ":", "::",
    "|", "&&", "||", "~", "^", "$", "@", "NOT", "AND", "OR", "NEAR(a b)", "a* OR b", "col:a", '"unclosed',
    # words of other languages
    "null", "NULL", "None", "nil", "undefined", "true", "True", "TRUE", "false", "NaN", "nan", "Infinity",
    "-Infinity", "inf", "sNaN", "0x10", "1e400", "1e-400", "1_000", "١٢٣", "²", "Ⅷ", "½", "1.0", "-0", "+1",
    "0", "-1", "00", "2147483648", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
    "18446744073709551616", "9" * 50, "9" * 5000, "1." + "9" * 100, "0." + "0" * 400 + "1",
    # injections
    "' OR 1=1 --", "1; DROP TABLE core_basepage", "') UNION SELECT password FROM core_user --", "%' --",
    "1' AND SLEEP(5) --", "%s", "%d%d%n", "%(a)s", "{0}", "{a.__class__}", "${7*7}", "{{7*7}}", "{% debug %}",
    "#{7*7}", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)",
    "$(id)", "`id`", "| id", "__class__", "__proto__", "constructor", "pk", "id__in", "a__b__c__d",
    "../../../../etc/passwd", "..\\..\\windows", "/etc/passwd", "file:///etc/passwd", "//evil.example/",
    "http://[", "http://[::1", "http://localhost:99999/", "http://localhost:x/", "http://user:pw@localhost/",
    "http://", "ftp://localhost/a/", "data:,a", "mailto:a@b", "http:////localhost", "\\\\host\\share",
    # letters
    "\u202eabc", "\u2066a\u2069", "مرحبا", "שלום", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u0000",
    "a\u0000b",
    "\u0001", "\u001b[31m", "\u007f", "\u0085", "\u2028", "\ufffd", "\ufffe", "\uffff", "\U0010ffff", "😀",
    "👩‍👩‍👧‍👦", "🇲🇾", "Z̸̢̛̠a̷l̶g̴o̵", "ﬃ", "ß", "İ", "ı", "ΐ", "ǅ", "膝关节", "Å", "é", "e\u0301",
    # long and deep
    "a" * 201, "a" * 3999, "a" * 4001, "a" * 20_000, "a " * 1500, "a," * 101, "(" * 2000, "a(" * 49,
    "a(" * 49 + ")" * 49,
    "a(" * 51, "/" * 1999, "a/" * 999, "-" * 3000,
    # dates
    "now", "now-30d", "now-99999999y", "now-999999y", "now+999999d", "today-1h", "NOW", "now-", "0000-00-00",
    "2026-02-31", "9999-12-31", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "10000-01-01",
    "2026-01-31T25:61:61Z", "2026-W01-1",
    # what these parameters take, slightly wrong
    "title(id)", "title(id),title(id)", "*,*", "_,_", "-*", "*,-title", "meta(type)", "seo(title(a))",
    "body(value)",
    "topics(*)", "image(-id)", "-title(id)", "*:abc", "eyJ", "a:b:c", "random", "-random", "random,id",
    "id,-id",
    "title,title", "--title", "localhost:65536", "localhost:80:80", "testserver", "root", "ROOT",
    "blog.ArticlePage",
    "blog.articlepage", "wagtailcore.Page", "core.User", "a.b.c", "html", "HTML", "en", "EN", "en-gb", "xx",
]  # fmt: skip

METHODS = ("HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND")


def queries_of(name):
    """Yield queries that name a parameter in odd ways: twice, as a list, as an object, in other spellings."""
    yield from (f"{name}", f"{name}&{name}", f"{name}[]=1&{name}[]=2", f"{name}[a]=1", f"{name}[$ne]=1")
    yield from (f"{name}=1&{name}=x", f"{name}.a=1", f"{name}__=1", f"__{name}=1", f"{name.upper()}=1")
    yield from (f"{name}__exact=1", f"{name}__regex=.*", f"{name}__in__in=1", f"{name}%00=1", f" {name}=1")


def encoded_texts():
    """Return every text as it stands in an address."""
    return [*map(quote, TEXTS), *WRONG_ENCODINGS]


def received(application, path, query="", *, method="GET", **headers):
    """Ask a WSGI application for an address as it is; returns its answer."""
    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": _decoded(path),
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost:8000",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    } | {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    started = []
    result = application(environ, lambda status, headers, exc_info=None: started.append((status, headers)))
    try:
        body = b"".join(result)
    finally:
        if hasattr(result, "close"):
            result.close()
    status, said = started[-1]
    return Answer(
        method=method,
        path=_decoded(path).encode("latin-1").decode(errors="replace"),
        query=_names(query),
        status=int(status.split()[0]),
        headers={name.lower(): value for name, value in said},
        body=body,
    )


def _decoded(path):
    """Return a path as PEP 3333 has it: its bytes, read as Latin-1."""
    return unquote_to_bytes(path).decode("latin-1")


def _names(query):
    return {part.partition("=")[0]: part.partition("=")[2] for part in query.split("&")}


def requests(described):
    """Yield (method, path, query) of everything that is naughty, for every address of a document."""
    texts = encoded_texts()
    for address, path in described["paths"].items():
        parameters = path["get"]["parameters"]
        keys = [each["name"] for each in parameters if each["in"] == "path"]
        here = ROOT + address.replace("{id}", "1").replace("{key}", "1")
        for method in METHODS:
            for slash in ("", "/", "//"):
                yield method, here + slash, ""
        if keys:
            for text in texts:
                yield "GET", f"{ROOT}{address.partition('{')[0]}{text}/", ""
        names = [each["name"] for each in parameters if each["in"] == "query"]
        for name in names:
            needed = {"resolve": "path=/&", "search": "q=knee&"}.get(address.strip("/"), "")
            for text in texts:
                yield "GET", f"{here}/", f"{needed}{name}={text}"
            for query in queries_of(name):
                yield "GET", f"{here}/", f"{needed}{query}"
        for text in texts:
            yield "GET", f"{here}/", text

# Varnish (7 or newer, with the xkey module of varnish-modules) in front of the CMS.
#
# Set the backend, and who may purge. Then, for the CMS: CDN_BACKEND=varnish and VARNISH_ADDRESSES, the address
# of this Varnish as the CMS reaches it. docs/cdn.md says how to check that it works.
vcl 4.1;

import std;
import xkey;

backend default {
    .host = "127.0.0.1";
    .port = "8000";
    .probe = {
        .url = "/healthz";
        .interval = 2s;
        .timeout = 2s;
        .window = 4;
        .threshold = 2;
        .initial = 2;
    }
}

acl purgers {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        # Whatever ends HTTPS in front of Varnish on the same machine asks from an address that may purge.
        if (client.ip !~ purgers || req.http.X-Forwarded-For ~ ",") {
            return (synth(403, "Not from your address"));
        }
        if (req.http.xkey-purge) {
            set req.http.n-gone = xkey.purge(req.http.xkey-purge);
        } elsif (req.http.xkey-softpurge) {
            set req.http.n-gone = xkey.softpurge(req.http.xkey-softpurge);
        } else {
            return (synth(400, "No tags"));
        }
        return (synth(200, "Gone: " + req.http.n-gone));
    }

    # The headers by which the CMS knows HTTPS are for whoever ends it, in front of Varnish or here.
    if (req.url !~ "^/api/v2/" || req.url ~ "^/api/v2/preview/") {
        return (pass);
    }
    if ((req.method != "GET" && req.method != "HEAD") || req.http.Authorization) {
        return (pass);
    }
    # No cookie changes an answer of the API, and upper case makes no other host.
    unset req.http.Cookie;
    set req.http.Host = req.http.Host.lower();

    # While the CMS answers, nothing old is handed out but in the seconds that it allows itself.
    if (std.healthy(req.backend_hint) && req.restarts == 0) {
        set req.grace = 60s;
    } else {
        set req.grace = 10d;
    }
    return (hash);
}

sub vcl_backend_response {
    # Of the API only what the CMS names a time and tags for is held; nothing else could be purged.
    if (bereq.url !~ "^/api/v2/" || bereq.uncacheable) {
        return (deliver);
    }
    if (beresp.status >= 500 && bereq.is_bgfetch) {
        # What is held is better than an error.
        return (abandon);
    }
    if (!beresp.http.Surrogate-Control || !beresp.http.Surrogate-Key || beresp.http.Set-Cookie) {
        set beresp.ttl = 0s;
        set beresp.grace = 0s;
        set beresp.uncacheable = true;
        return (deliver);
    }
    set beresp.http.xkey = beresp.http.Surrogate-Key;
    set beresp.ttl = std.duration(
        regsub(beresp.http.Surrogate-Control, "^.*\bmax-age=(\d+).*$", "\1") + "s", 0s);
    # The age that the CMS tells counts.
    set beresp.ttl = beresp.ttl - std.duration(beresp.http.Age + "s", 0s);
    set beresp.grace = std.duration(
        regsub(beresp.http.Surrogate-Control, "^.*\bstale-if-error=(\d+).*$", "\1") + "s", 0s);
    set beresp.keep = 1h;
    return (deliver);
}

sub vcl_deliver {
    # The CMS did not answer: what is held but over is better than an error.
    if (resp.status >= 500 && req.restarts == 0 && req.method ~ "^(GET|HEAD)$" && req.url ~ "^/api/v2/"
        && !req.http.Authorization) {
        return (restart);
    }
    if (req.url ~ "^/api/v2/") {
        set resp.http.X-Cache = "MISS";
        if (obj.hits > 0) {
            set resp.http.X-Cache = "HIT";
        }
    }
    # Between the CMS and Varnish.
    unset resp.http.Surrogate-Control;
    unset resp.http.Surrogate-Key;
    unset resp.http.xkey;
}

sub vcl_synth {
    if (req.method == "PURGE") {
        set resp.http.Content-Type = "text/plain; charset=utf-8";
        synthetic(resp.reason);
        return (deliver);
    }
}

/**
 * Where we are, and how a reader address of the API becomes a link here.
 *
 * The API gives absolute addresses on the site's own host. This reader may run on another one, so every
 * address below the site's root is turned into a path here. Two ways to write a path: as the path itself
 * (the server answers every path with the shell) or behind a `#` (any host of plain files will do).
 */

/** Paths on the CMS's host that are not the reader's; links to them are ordinary links. */
const FOREIGN_PATHS = /^\/(admin|api|static|media|documents|feeds|sitemaps|healthz|readyz)(\/|$)/;

function split(text) {
  const [beforeAnchor, anchor = ""] = text.split(/#(.*)/s);
  const [path, query = ""] = beforeAnchor.split(/\?(.*)/s);
  return { path: path || "/", query, anchor: decode(anchor) };
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function join({ path, query = "", anchor = "" }) {
  return path + (query ? `?${query}` : "") + (anchor ? `#${encodeURIComponent(anchor)}` : "");
}

/** Return the addresses of this reader; `behindHash` says how they are written. */
export function createAddresses({ behindHash }) {
  const roots = new Set([location.origin]);

  const written = (address) => (behindHash ? `#${join(address)}` : join(address));

  /** Return `{ path, query, anchor }` for an address of this reader, or null for any other. */
  function parse(url) {
    if (!url) return null;
    if (behindHash && url.startsWith("#/")) return split(url.slice(1));
    if (url.startsWith("/") && !url.startsWith("//")) {
      return FOREIGN_PATHS.test(url) ? null : split(url);
    }
    for (const root of roots) {
      const rest = url.startsWith(root) ? url.slice(root.length) : null;
      if (rest !== null && (rest === "" || /^[/?#]/.test(rest)) && !FOREIGN_PATHS.test(rest)) {
        return split(rest.startsWith("/") ? rest : `/${rest}`);
      }
    }
    return null;
  }

  return {
    /** Learn where the API says that this site's pages live. */
    addRoot: (url) => roots.add(new URL(url).origin),
    /** The address shown now. */
    current() {
      if (!behindHash) return split(location.pathname + location.search + location.hash);
      return split(location.hash.startsWith("#/") ? location.hash.slice(1) : "/");
    },
    parse,
    written,
    /** How to write `url` as a link here: a path of this reader, or the address as it is. */
    href(url) {
      const address = parse(url);
      return address ? written(address) : url;
    },
    isHere: (url) => parse(url) !== null,
  };
}

/**
 * What every renderer is handed: the API, the site, the language of the page, and how to write links.
 */

import { h } from "./dom.js";
import { createFormat } from "./format.js";
import { createWords, direction, languageTag } from "./i18n.js";
import { richText } from "./sanitise.js";

const NO_SITE = { name: "", root_url: "", navigation: [], footer: { text: "", links: [] }, disclaimers: [], locales: [] };

/** The path prefix of a language, from the address of its home page: "" or "/ms". */
function prefixOf(locale) {
  try {
    return new URL(locale.root_url, location.origin).pathname.replace(/\/$/, "");
  } catch {
    return "";
  }
}

/** The reader as a whole: made once. */
export function createReader({ api, apiOrigin, addresses }) {
  const sites = new Map();
  const reader = {
    api,
    addresses,
    site: NO_SITE,
    prefixes: [{ code: "en", prefix: "" }],

    /** Take in the site document: where its pages live, and in which languages. */
    setSite(site) {
      reader.site = { ...NO_SITE, ...site };
      sites.set(reader.site.locale, reader.site);
      const locales = reader.site.locales ?? [];
      for (const url of [reader.site.root_url, ...locales.map((locale) => locale.root_url)]) {
        if (url) addresses.addRoot(url);
      }
      if (locales.length) {
        reader.prefixes = locales.map((locale) => ({ code: locale.code, prefix: prefixOf(locale) }));
        reader.prefixes.sort((one, other) => other.prefix.length - one.prefix.length);
      }
    },

    /** The site as it was fetched for a language, else as it was at the start. */
    siteIn: (localeCode) => sites.get(localeCode) ?? reader.site,

    /** Fetch the menu and the footer of a language once; without them those at hand will do. */
    async prepare(localeCode) {
      if (sites.has(localeCode) || !reader.site.locales.some((locale) => locale.code === localeCode)) return;
      try {
        sites.set(localeCode, { ...NO_SITE, ...(await api.site(localeCode)) });
      } catch (error) {
        console.error("The site's navigation could not be fetched.", error);
      }
    },

    /** Return `{ code, prefix, rest }` of a path: its language, and the path below that language's home. */
    localise(path) {
      for (const { code, prefix } of reader.prefixes) {
        if (path === prefix || path.startsWith(`${prefix}/`)) {
          return { code, prefix, rest: path.slice(prefix.length) || "/" };
        }
      }
      return { code: "en", prefix: "", rest: path };
    },

    /** Make addresses of the CMS's own files absolute, for a reader on another host. */
    file: (url) => (url?.startsWith("/") && !url.startsWith("//") ? apiOrigin + url : url),

    context: (localeCode) => createContext(reader, localeCode),
  };
  return reader;
}

/** The reader in one language, for the length of one view. */
function createContext(reader, localeCode) {
  const tag = languageTag(localeCode);
  const prefix = reader.prefixes.find((entry) => entry.code === localeCode)?.prefix ?? "";

  const context = {
    reader,
    api: reader.api,
    get site() {
      return reader.siteIn(localeCode);
    },
    locale: localeCode,
    tag,
    direction: direction(localeCode),
    t: createWords(localeCode),
    format: createFormat(tag),
    file: reader.file,

    /** The link to one of the reader's own pages, such as "/trials/", in this language. */
    own: (path) => reader.addresses.href(prefix + path),

    href: (url) => (reader.addresses.isHere(url) ? reader.addresses.href(url) : reader.file(url)),

    /** Lead an `<a>` to `url`, inside this reader where that is possible. */
    setLink(element, url) {
      if (url.startsWith("#")) {
        element.setAttribute("href", url);
        return;
      }
      element.setAttribute("href", context.href(url));
      if (!reader.addresses.isHere(url)) element.setAttribute("rel", "noopener");
    },

    /** Make a link; text alone where there is no address. */
    link(url, attributes, ...children) {
      if (!url) return h("span", attributes, ...children);
      const external = !reader.addresses.isHere(url);
      return h("a", { ...attributes, href: context.href(url), rel: external ? "noopener" : null }, ...children);
    },

    rich: (html) => richText(html, context),
  };
  return context;
}

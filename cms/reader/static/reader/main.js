/**
 * The reader: reads the shell's settings, fetches the site, and shows one view after the other.
 *
 * Everything it shows comes from the public delivery API, so any front end can do the same.
 */

import { createAddresses } from "./address.js";
import { createApi } from "./api.js";
import { createReader } from "./context.js";
import { viewOf } from "./pages/index.js";
import { footer } from "./parts/footer.js";
import { header, markCurrent } from "./parts/header.js";
import { partOf } from "./parts/paged_list.js";
import { goToAnchor, startRouter } from "./router.js";

/** Quicker answers need no sign that something is loading. */
const PATIENCE = 250;

const setting = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";

/** Read a document that the shell brought along, so that the first view needs no request for it. */
function embedded(id) {
  const element = document.getElementById(id);
  if (!element) return null;
  try {
    return JSON.parse(element.textContent);
  } catch {
    return null;
  }
}

const apiOrigin = setting("cms-api").replace(/\/$/, "");
const addresses = createAddresses({ behindHash: setting("cms-routing") === "hash" });
const api = createApi({ origin: apiOrigin, site: setting("cms-site") });
const reader = createReader({ api, apiOrigin, addresses });
const main = document.getElementById("content");
const headerElement = document.getElementById("site-header");
const footerElement = document.getElementById("site-footer");
const announcer = document.getElementById("announcer");

let running = null;
let frameKey = "";

/** Draw header and footer again when the language or the translations differ. */
function showFrame(context, translations) {
  const key = JSON.stringify([context.locale, translations, context.site.name]);
  if (key === frameKey) return;
  frameKey = key;
  headerElement.replaceChildren(header(context, { translations }));
  footerElement.replaceChildren(footer(context));
  const skip = document.getElementById("skip-link");
  if (skip) skip.textContent = context.t("skip");
}

/** Write one element of the head, or take it away where there is nothing to say. */
function setHead(tag, key, name, attribute, value) {
  const present = document.head.querySelector(`${tag}[${key}="${name}"]`);
  if (!value) {
    present?.remove();
    return;
  }
  const element = present ?? document.createElement(tag);
  element.setAttribute(key, name);
  element.setAttribute(attribute, value);
  if (!present) document.head.append(element);
}

/** What the shell says of the page that was opened first, and what is not true of the next one. */
const OF_FIRST_PAGE =
  'script[type="application/ld+json"], meta[property], meta[name^="twitter:"], link[rel="alternate"]';

function forgetFirstPage() {
  for (const element of document.head.querySelectorAll(OF_FIRST_PAGE)) element.remove();
}

function showHead(view) {
  const { context } = view;
  const name = context.site.name;
  document.title = !name || view.title === name ? view.title : `${view.title} – ${name}`;
  document.documentElement.lang = context.tag;
  document.documentElement.dir = context.direction;
  setHead("link", "rel", "canonical", "href", view.canonical);
  setHead("meta", "name", "description", "content", view.description);
  setHead("meta", "name", "robots", "content", view.robots);
}

/** Put the view where the reader expects it: at an anchor, where it was left, or at the top. */
function place(view, address, { scroll, first }) {
  if (view.keepsPlace) {
    view.keepsPlace();
    return;
  }
  if (address.anchor && goToAnchor(address.anchor)) return;
  window.scrollTo({ top: scroll ?? 0, behavior: "instant" });
  if (first) return;
  // Keyboard and screen reader start at the new page's title.
  const title = main.querySelector("h1") ?? main;
  title.setAttribute("tabindex", "-1");
  title.focus({ preventScroll: true });
}

/** Where this really lives, when that is not where it was asked for: after a redirect, or another spelling. */
function rightAddress(view, address) {
  const asked = view.movedTo ?? address;
  const path = (view.url ? addresses.parse(view.url)?.path : null) ?? asked.path;
  return path === address.path ? null : { ...asked, path };
}

async function show(address, { scroll = 0, first = false } = {}) {
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  const patience = setTimeout(() => main.setAttribute("aria-busy", "true"), first ? 0 : PATIENCE);
  try {
    const view = await viewOf(reader, {
      address,
      signal,
      part: partOf(address.query),
      rememberPart: (part) => rememberPart(address, part),
      resolved: first ? resolvedByShell(address) : null,
    });
    if (signal.aborted) return;
    if (view.leaveFor) {
      leave(view.leaveFor);
      return;
    }
    await reader.prepare(view.context.locale);
    if (signal.aborted) return;
    clearTimeout(patience);
    showFrame(view.context, view.translations ?? []);
    main.replaceChildren(view.node);
    main.removeAttribute("aria-busy");
    if (!first) forgetFirstPage();
    showHead(view);
    const right = rightAddress(view, address);
    if (right) router.rewrite(right);
    markCurrent(headerElement, view.context, (right ?? address).path);
    place(view, address, { scroll, first });
    if (!first) announcer.textContent = document.title;
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  } finally {
    clearTimeout(patience);
  }
}

/** Leave for an address outside this reader. */
function leave(url) {
  if (/^https?:\/\//.test(url)) location.replace(url);
}

function rememberPart(address, part) {
  const query = new URLSearchParams(address.query);
  query.set("part", part);
  router.rewrite({ ...address, query: query.toString() });
}

/** The shell's own answer of the resolve endpoint, if it is about this address. */
function resolvedByShell(address) {
  const answer = embedded("cms-resolved");
  return answer && answer.path === address.path ? answer.document : null;
}

const router = startRouter({ addresses, show });

async function start() {
  try {
    reader.setSite(embedded("cms-site-document") ?? (await api.site()));
  } catch (error) {
    // The page itself may still be there; without the site it has no navigation.
    console.error("The site's navigation could not be fetched.", error);
  }
  await router.start();
}

start();

/**
 * The top of every page: name, navigation, search, languages.
 */

import { h, uniqueId } from "../dom.js";
import { direction, languageTag } from "../i18n.js";
import { icon } from "./icons.js";
import { picture } from "./picture.js";

/** A button that opens and closes what it controls; Escape closes it and gives the focus back. */
function disclosure(button, panel, root) {
  const set = (open) => {
    button.setAttribute("aria-expanded", String(open));
    panel.classList.toggle("is-open", open);
  };
  button.addEventListener("click", () => set(button.getAttribute("aria-expanded") !== "true"));
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
    event.stopPropagation();
    set(false);
    button.focus();
  });
  return set;
}

function navigationItem(item, context) {
  const children = item.children ?? [];
  const link = item.url
    ? context.link(item.url, { class: "nav-link", "data-url": item.url }, item.label)
    : null;
  if (!children.length) return h("li", {}, link ?? h("span", { class: "nav-link" }, item.label));

  const id = uniqueId("submenu");
  const button = h(
    "button",
    {
      type: "button", class: link ? "nav-toggle" : "nav-link nav-toggle", "aria-expanded": "false", "aria-controls": id,
      "aria-label": link ? context.t("moreIn", { name: item.label }) : null,
    },
    link ? null : item.label,
    icon("chevron"),
  );
  const list = h("ul", { id, class: "submenu", role: "list" }, children.map((child) => navigationItem(child, context)));
  const root = h("li", { class: "has-children" }, link, button, list);
  const set = disclosure(button, list, root);
  root.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !root.contains(event.relatedTarget)) set(false);
  });
  list.addEventListener("click", (event) => event.target.closest("a") && set(false));
  document.addEventListener("click", (event) => root.isConnected && !root.contains(event.target) && set(false));
  return root;
}

/** The search box; it leads to the reader's own results page. */
export function searchForm(context, { value = "", prominent = false } = {}) {
  const id = uniqueId("search");
  return h(
    "form",
    { class: prominent ? "search search-prominent" : "search", role: "search", action: context.own("/search/"), method: "get", "data-reader-form": "" },
    h("label", { for: id, class: "visually-hidden" }, context.t("searchLabel")),
    h("input", { id, type: "search", name: "q", value, placeholder: context.t(prominent ? "searchPlaceholder" : "search"), autocomplete: "off", enterkeyhint: "search" }),
    h("button", { type: "submit", class: "search-button" }, icon("search"), h("span", { class: "visually-hidden" }, context.t("search"))),
  );
}

/** The name of a language in that language, as its speakers look for it. */
function ownName(locale) {
  const tag = languageTag(locale.code);
  try {
    const name = new Intl.DisplayNames([tag], { type: "language" }).of(tag);
    return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
  } catch {
    return locale.name;
  }
}

/** Links to this page in the other languages, or to their home pages where it is not translated. */
function languageSwitch(context, translations) {
  const locales = context.site.locales ?? [];
  if (locales.length < 2) return null;
  const byLocale = new Map((translations ?? []).map((translation) => [translation.locale, translation]));
  return h(
    "nav",
    { class: "languages", "aria-label": context.t("languages") },
    icon("globe"),
    h("ul", { role: "list" }, locales.map((locale) => {
      const own = { lang: languageTag(locale.code), dir: direction(locale.code) };
      return h("li", {}, locale.code === context.locale
        ? h("span", { ...own, class: "language", "aria-current": "true" }, ownName(locale))
        : context.link(byLocale.get(locale.code)?.url ?? locale.root_url,
            { ...own, class: "language", hreflang: own.lang }, ownName(locale)));
    })),
  );
}

function brand(context) {
  const { site } = context;
  const logo = picture(site.logo, context, { sizes: "3rem", alt: "", eager: true });
  return h("a", { class: "brand", href: context.own("/") },
    logo ? h("span", { class: "brand-logo" }, logo) : null,
    h("span", { class: "brand-name" }, site.name || context.t("home")));
}

/** Return the header's content for a view in `context`'s language. */
export function header(context, { translations = [] } = {}) {
  const { t } = context;
  const id = uniqueId("menu");
  const navigation = context.site.navigation ?? [];
  const panel = h(
    "div",
    { id, class: "menu" },
    navigation.length
      ? h("nav", { class: "navigation", "aria-label": t("mainNavigation") },
          h("ul", { role: "list" }, navigation.map((item) => navigationItem(item, context))))
      : null,
    searchForm(context),
    languageSwitch(context, translations),
  );
  const button = h("button", { type: "button", class: "menu-button", "aria-expanded": "false", "aria-controls": id },
    icon("menu"), h("span", {}, t("menu")));
  const root = h("div", { class: "header-inner" }, brand(context), button, panel);
  const set = disclosure(button, panel, root);
  panel.addEventListener("click", (event) => event.target.closest("a") && set(false));
  panel.addEventListener("submit", () => set(false));
  return root;
}

/** Mark where we are in the navigation, after each step. */
export function markCurrent(root, context, path) {
  for (const link of root.querySelectorAll(".nav-link[data-url]")) {
    const target = context.reader.addresses.parse(link.dataset.url)?.path;
    const isHome = target === context.reader.localise(target ?? "/").prefix + "/";
    if (target === path) link.setAttribute("aria-current", "page");
    else if (target && !isHome && path.startsWith(target)) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/**
 * Going from page to page without loading the shell again: history, scroll position, clicks, forms.
 */

/** Read or write the state that goes with the present entry of the history. */
const state = () => history.state ?? {};

function rememberScroll() {
  history.replaceState({ ...state(), scroll: window.scrollY }, "");
}

/** A click that the browser should handle itself: a new tab, a download, another button. */
function isForBrowser(event, link) {
  return (
    event.defaultPrevented || event.button !== 0 ||
    event.metaKey || event.ctrlKey || event.shiftKey || event.altKey ||
    (link.target && link.target !== "_self") || link.hasAttribute("download")
  );
}

/** The address that a GET form leads to, without its empty fields. */
function addressOf(form, addresses) {
  const address = addresses.parse(form.getAttribute("action"));
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value.trim()) query.set(name, value.trim());
  }
  return address && { ...address, query: query.toString() };
}

/** Bring an anchor of this page into view and let the keyboard go on from there. */
export function goToAnchor(anchor) {
  const target = anchor ? document.getElementById(anchor) : null;
  if (!target) return false;
  if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
  target.focus({ preventScroll: true });
  target.scrollIntoView();
  return true;
}

/**
 * Start listening. `show(address, { scroll, first })` draws a view and is told where it was scrolled to.
 */
export function startRouter({ addresses, show }) {
  let shown = addresses.current();

  function isSamePage(address) {
    return address.path === shown.path && address.query === shown.query;
  }

  /** Go to an address of this reader. */
  async function go(address, { replace = false } = {}) {
    rememberScroll();
    const written = addresses.written(address);
    if (replace) history.replaceState({}, "", written);
    else history.pushState({}, "", written);
    if (!replace && isSamePage(address) && goToAnchor(address.anchor)) {
      shown = address;
      return;
    }
    shown = address;
    await show(address, { scroll: 0 });
  }

  function onClick(event) {
    const link = event.target.closest?.("a[href]");
    if (!link || isForBrowser(event, link)) return;
    const href = link.getAttribute("href");
    const isAnchor = href.startsWith("#") && !href.startsWith("#/");
    const address = isAnchor
      ? { ...shown, anchor: decodeURIComponent(href.slice(1)) }
      : addresses.parse(link.href.startsWith(location.origin) && !href.startsWith("#") ? link.href : href);
    if (!address) return;
    event.preventDefault();
    go(address);
  }

  function onSubmit(event) {
    const form = event.target;
    if (!form.hasAttribute("data-reader-form")) return;
    const address = addressOf(form, addresses);
    if (!address) return;
    event.preventDefault();
    go(address);
  }

  function onPopState() {
    const address = addresses.current();
    const samePage = isSamePage(address);
    shown = address;
    if (samePage && address.anchor) goToAnchor(address.anchor);
    else if (samePage) window.scrollTo({ top: state().scroll ?? 0, behavior: "instant" });
    else show(address, { scroll: state().scroll ?? 0 });
  }

  history.scrollRestoration = "manual";
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onSubmit);
  addEventListener("popstate", onPopState);
  addEventListener("pagehide", rememberScroll);
  let pending = 0;
  addEventListener("scroll", () => {
    clearTimeout(pending);
    pending = setTimeout(rememberScroll, 200);
  }, { passive: true });

  return {
    go,
    /** Write another address for what is shown, without drawing it again. */
    rewrite(address) {
      shown = address;
      history.replaceState(state(), "", addresses.written(address));
    },
    /** Draw what the address bar says. */
    start: () => show(shown, { scroll: state().scroll ?? 0, first: true }),
  };
}
